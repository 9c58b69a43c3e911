"""Bundles: a folder of files that a court or a defence expert can check without Safelight.

How to make one::

    with BundleWriter(folder, ledger) as bundle:
        with bundle.adding("reading/records.html") as out:   # binary, write only, one at a time
            out.write(...)
        made = bundle.finish(
            BundleContents(case="12/2026", description={"query": {...}}, exhibits=[...], entries=[3, 7]),
            audit=AuditEvent(act=Act.EXPORTED, actor=...),
        )
    write_zip(made.folder, target)

What then lies in the folder::

    bundle.json               what is in it: format, made_at, case, description, exhibits, files, ledger
    bundle.note               the ledger's signature over the SHA-256 of bundle.json (C2SP signed-note)
    index.html                checks the bundle in a browser, without a network
    verify.py                 checks it with Python alone
    ledger/checkpoint         the ledger's signed head
    ledger/<index>.tlog-proof one entry each, with the proof that it is in the ledger
    ledger/bundle.tlog-proof  the entry of this very bundle: its subject is the SHA-256 of bundle.json
    ...                       the files that were added
"""
