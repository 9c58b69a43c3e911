"""HTML made comparable: tags, attributes and words, without the white space between them."""

from typing import Any

from lxml import html


def outline(markup: str) -> list[Any]:
    """Give the fragment as nested lists; classes are sets, attributes are unordered, white space is collapsed."""
    root = html.fragment_fromstring(markup.strip(), create_parent="div")
    return _children(root)


def _children(element: html.HtmlElement) -> list[Any]:
    found: list[Any] = [_words(element.text)]
    for child in element:
        found += [_element(child), _words(child.tail)]
    return [each for each in found if each]


def _element(element: html.HtmlElement) -> Any:
    attributes = {name: _value(name, value) for name, value in element.attrib.items()}
    return [element.tag, attributes, _children(element)]


def _value(name: str, value: str) -> Any:
    return sorted(value.split()) if name == "class" else value


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
