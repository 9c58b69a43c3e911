"""What tells one form from the next."""

import hashlib

import msgspec
from django.http import HttpRequest

PAGE = "csrfmiddlewaretoken"


def number_of(request: HttpRequest) -> str | None:
    """The same for the same form of the same page, filled in alike by the same person; None for what is no form.

    The token against forged requests serves as the number of the page: Django masks it anew for every page.
    """
    token = request.POST.get(PAGE)
    if request.method != "POST" or not token or not request.user.is_authenticated:
        return None
    answers = sorted((name, values) for name, values in request.POST.lists())
    files = sorted(
        (name, [(file.name, file.size) for file in request.FILES.getlist(name)]) for name in request.FILES
    )
    form = msgspec.json.encode([request.user.pk, request.get_full_path(), answers, files])
    return hashlib.sha256(form).hexdigest()
