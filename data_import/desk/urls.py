from django.urls import path

from data_import.desk.views import changes, deliveries, findings, publications, runs, uploads

urlpatterns = [
    path("publicar/", deliveries.desk, name="publish"),
    # /publicar/entregas/
    path("publicar/entregas/", uploads.announce, name="publish-announce"),
    path("publicar/entregas/<int:number>/", deliveries.delivery_page, name="publish-delivery"),
    path("publicar/entregas/<int:number>/archivos/<int:file_number>/", uploads.piece, name="publish-piece"),
    path("publicar/entregas/<int:number>/completa/", uploads.finish, name="publish-finish"),
    # /publicar/ensayos/<number>/
    path("publicar/ensayos/<int:number>/", runs.run_page, name="publish-run"),
    path("publicar/ensayos/<int:number>/estado/", runs.run_state, name="publish-run-state"),
    path("publicar/ensayos/<int:number>/repetir/", runs.run_again, name="publish-run-again"),
    path("publicar/ensayos/<int:number>/anular/", runs.run_cancel, name="publish-run-cancel"),
    path("publicar/ensayos/<int:number>/publicar/", runs.run_publish, name="publish-confirm"),
    path("publicar/ensayos/<int:number>/hallazgos/", findings.findings_page, name="publish-findings"),
    path("publicar/ensayos/<int:number>/hallazgos.csv", findings.findings_csv, name="publish-findings-csv"),
    path("publicar/ensayos/<int:number>/informe.json", findings.findings_json, name="publish-findings-json"),
    path("publicar/ensayos/<int:number>/hallazgos.geojson", findings.findings_geojson, name="publish-findings-geojson"),
    path("publicar/ensayos/<int:number>/cambios/", changes.changes_page, name="publish-changes"),
    path("publicar/ensayos/<int:number>/cambios.csv", changes.changes_csv, name="publish-changes-csv"),
    path("publicar/ensayos/<int:number>/cambios.geojson", changes.changes_geojson, name="publish-changes-geojson"),
    # /publicar/publicaciones/
    path("publicar/publicaciones/", publications.publications_page, name="publish-publications"),
    path("publicar/publicaciones/<int:number>/volver/", publications.return_page, name="publish-return"),
]
