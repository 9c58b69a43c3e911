"""Every address of the desk. What belongs to a case stands below the case."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

handler500 = "safelight.desk.failed.failed"

urlpatterns = [
    path("", include("safelight.desk.work.urls")),
    path("cases/", include("safelight.desk.cases.urls")),
    path("cases/<str:reference>/exhibits/", include("safelight.desk.exhibits.urls")),
    path("cases/<str:reference>/findings/", include("safelight.desk.findings.urls")),
    path("cases/<str:reference>/escalation/", include("safelight.desk.escalation.urls")),
    path("cases/<str:reference>/accounts/", include("safelight.desk.accounts.urls")),
    path("cases/<str:reference>/not-looked-at/", include("safelight.desk.unlooked.urls")),
    path("cases/<str:reference>/points/", include("safelight.desk.points.urls")),
    path("cases/<str:reference>/tasks/", include("safelight.desk.tasks.urls")),
    path("cases/<str:reference>/conversations/", include("safelight.desk.conversations.urls")),
    path("cases/<str:reference>/pictures/", include("safelight.desk.pictures.urls")),
    path("cases/<str:reference>/contact/", include("safelight.desk.contact.urls")),
    path("cases/<str:reference>/risk/", include("safelight.desk.risk.urls")),
    path("cases/<str:reference>/diary/", include("safelight.desk.diary.urls")),
    path("cases/<str:reference>/footprint/", include("safelight.desk.footprint.urls")),
    path("cases/<str:reference>/plan/", include("safelight.desk.plans.urls")),
    path("cases/<str:reference>/retention/", include("safelight.desk.disposal.urls")),
    path("cases/<str:reference>/bundles/", include("safelight.desk.bundles.urls")),
    path("cases/<str:reference>/place/", include("safelight.desk.board.urls")),
    path("cases/<str:reference>/apps/", include("safelight.desk.apps.urls")),
    path("board/", include("safelight.desk.board.board_urls")),
    path("notes/", include("safelight.desk.diary.shared_urls")),
    path("cases/<str:reference>/report/", include("safelight.desk.reports.case_urls")),
    path("reports/", include("safelight.desk.reports.urls")),
    path("log/", include("safelight.desk.oversight.urls")),
    path("people/", include("safelight.desk.people.urls")),
    path("design/", include("safelight.desk.design.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
