import "@fontsource-variable/public-sans/wght.css";
import "./main.scss";

import { Alert, ButtonMenu, SortableTable } from "@ministryofjustice/frontend";
import { createAll, initAll } from "govuk-frontend";
import htmx from "htmx.org";

// GOV.UK's own page template does this in an inline script, which our content-security policy refuses.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

initAll();

function enhance(scope) {
  for (const Component of [Alert, ButtonMenu, SortableTable]) {
    createAll(Component, undefined, scope);
  }
}

enhance(document);
window.htmx = htmx;
