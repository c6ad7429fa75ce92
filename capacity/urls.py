from django.urls import path

from capacity.views.planner import method, planner, point

urlpatterns = [
    path("capacidad/", planner, name="capacity"),
    path("capacidad/punto/", point, name="capacity-point"),
    path("capacidad/metodo/", method, name="capacity-method"),
]
