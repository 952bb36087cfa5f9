from flask import Flask


def test_health_tells_of_process_and_database(app: Flask) -> None:
    response = app.test_client().get("/healthz")
    assert response.status_code == 200
    assert response.json == {"status": "ok", "process": "ok", "database": "ok"}
