"""Addresses of the plan, below its case."""

from django.urls import path

from safelight.desk.plans.views import people, plan, tasks, versions

app_name = "plans"
_TASK = "measures/<slug:measure>/<slug:thing>/"
urlpatterns = [
    path("", plan.plan, name="plan"),
    path("draft/", plan.draft, name="draft"),
    path("tasks/", plan.tasks, name="tasks"),
    path("difference/", plan.difference, name="difference"),
    path("lead/", people.lead, name="lead"),
    path("purpose/", people.purpose, name="purpose"),
    path("window/", people.window, name="window"),
    path("danger/", people.danger, name="danger"),
    path("sign/", people.sign, name="sign"),
    path("agree/", people.agree, name="agree"),
    path("for/<slug:reader>/", versions.version, name="version"),
    path("for/<slug:reader>/<slug:form>/", versions.taken, name="taken"),
    path(_TASK, tasks.task, name="task"),
    path(f"{_TASK}outcome/", tasks.close, name="close"),
    path(f"{_TASK}decision/", tasks.decide, name="decide"),
    path(f"{_TASK}give/", tasks.give, name="give"),
    path(f"{_TASK}open-again/", tasks.open_again, name="open_again"),
    path(f"{_TASK}keep/<slug:what>/", tasks.material, name="material"),
]
