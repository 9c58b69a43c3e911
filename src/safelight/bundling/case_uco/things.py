"""The objects that records point at: programs, accounts, files. Each is told once, before it is pointed at."""

from collections.abc import Iterator, Mapping
from typing import Any

from safelight.bundling.case_uco.naming import Naming

Thing = dict[str, Any]

_SHA256_DIGITS = 64


class Things:
    """Remembers what was told; ``untold`` gives the objects that still have to be written."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._names: dict[tuple[str, ...], str] = {}
        self._untold: list[Thing] = []

    def untold(self) -> Iterator[Thing]:
        """Each object that was named since the last call."""
        yield from self._untold
        self._untold.clear()

    def program(self, platform: str) -> Mapping[str, str]:
        """A reference to the application that a platform is."""
        facet = {"@type": "uco-observable:ApplicationFacet", "uco-core:name": platform}
        return self._told(("program", platform), "uco-observable:Application", [facet])

    def account(self, platform: str, name: str) -> Mapping[str, str]:
        """A reference to an account, by its name as written."""
        key = ("account", platform, name)
        if key in self._names:
            return {"@id": self._names[key]}
        facets: list[Thing] = [{"@type": "uco-observable:AccountFacet", "uco-observable:accountIdentifier": name}]
        if platform:
            application = self.program(platform)
            facets.append(
                {"@type": "uco-observable:ApplicationAccountFacet", "uco-observable:application": application}
            )
        return self._told(key, "uco-observable:ApplicationAccount", facets)

    def exhibit(self, reference: str, digest: str, size_bytes: int) -> Mapping[str, str]:
        """A reference to the original file of an exhibit, with its hash where the bundle gives one."""
        key = ("exhibit", reference)
        if key in self._names:
            return {"@id": self._names[key]}
        content: Thing = {
            "@type": "uco-observable:ContentDataFacet",
            "uco-observable:sizeInBytes": size_bytes,
        }
        if len(digest) == _SHA256_DIGITS:
            content["uco-observable:hash"] = {
                "@id": self._naming.new("hash"),
                "@type": "uco-types:Hash",
                "uco-types:hashMethod": "SHA256",
                "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": digest},
            }
        told = self._told(key, "uco-observable:File", [content])
        self._untold.append(
            {
                "@id": self._naming.new("provenance"),
                "@type": "case-investigation:ProvenanceRecord",
                "case-investigation:exhibitNumber": reference,
                "uco-core:object": told,
            }
        )
        return told

    def member(self, exhibit: Mapping[str, str], name: str) -> Mapping[str, str]:
        """A reference to a file inside an exhibit."""
        key = ("member", exhibit["@id"], name)
        if key in self._names:
            return {"@id": self._names[key]}
        facet = {"@type": "uco-observable:FileFacet", "uco-observable:filePath": name}
        told = self._told(key, "uco-observable:File", [facet])
        self._untold.append(self.contained(told, exhibit))
        return told

    def contained(self, inner: Mapping[str, str], outer: Mapping[str, str]) -> Thing:
        """That one thing stands inside another."""
        return {
            "@id": self._naming.new("relationship"),
            "@type": "uco-observable:ObservableRelationship",
            "uco-core:source": inner,
            "uco-core:target": outer,
            "uco-core:kindOfRelationship": "Contained_Within",
            "uco-core:isDirectional": True,
        }

    def _told(self, key: tuple[str, ...], sort: str, facets: list[Thing]) -> Mapping[str, str]:
        if key not in self._names:
            name = self._names[key] = self._naming.new(key[0])
            named = [{"@id": self._naming.new("facet"), **facet} for facet in facets]
            self._untold.append({"@id": name, "@type": sort, "uco-core:hasFacet": named})
        return {"@id": self._names[key]}
