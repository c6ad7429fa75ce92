"""Work of the publishing desk that the worker does."""

from procrastinate.contrib.django import app

from data_import.desk.work import carry_out, clear_deliveries


@app.task(name="data_import.carry_out_run")
def carry_out_run(run: int) -> None:
    carry_out(run)


@app.periodic(cron="32 4 * * *")
@app.task(name="data_import.clear_old_deliveries", queueing_lock="clear_old_deliveries")
def clear_old_deliveries(timestamp: int) -> None:
    clear_deliveries()
