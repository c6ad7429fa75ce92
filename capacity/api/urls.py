from django.urls import path

from capacity.api.point import ParametersView, PassportView, PointView

urlpatterns = [
    path("api/capacity/point", PointView.as_view()),
    path("api/capacity/passport", PassportView.as_view()),
    path("api/capacity/parameters", ParametersView.as_view()),
]
