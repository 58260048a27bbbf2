"""What is answered fits the document's models, and the filters of the document filter."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from eosconnect.document import load_document
from eosconnect.simulator.answers import Nothing, Refusal
from eosconnect.simulator.world.ticks import SECOND, to_datetime


def test_no_model_tells_more_properties_than_the_document_has(ask: Any) -> None:
    schemas = load_document()["components"]["schemas"]
    job = ask.world.jobs[-2]
    shown = {
        "Job": ask.all("list_jobs")[0],
        "JobDetail": ask.one("get_job", jobId=job.id),
        "Layer": ask.all("list_layers", jobId=job.id)[0],
        "UserMessage": ask.all("list_user_messages")[0],
        "State": ask.all("list_states")[0],
        "Info": ask.one("get_info"),
        "SensorValue": ask.one("get_recoater_position_current"),
        "SensorDescription": ask.one("get_recoater_position_description"),
        "MaterialDetails": ask.one("get_job", jobId=job.id)["materialSetDetails"],
    }
    for name, body in shown.items():
        assert set(body) == set(schemas[name]["properties"]), name


def test_jobs_are_filtered_by_start_and_result(ask: Any) -> None:
    everything = ask.all("list_jobs")
    assert [job["id"] for job in everything] == [job.id for job in reversed(ask.world.jobs)]
    some = ask.world.jobs[10:20]
    low, high = to_datetime(some[0].start), to_datetime(some[-1].start + 10)
    assert [j["id"] for j in ask.all("list_jobs", fromDate=low, toDate=high)] == [j.id for j in reversed(some)]
    failed = ask.all("list_jobs", jobResult="Failed")
    assert failed == [job for job in everything if job["result"] == "Failed"] != []
    assert ask.all("list_jobs", fromDate=datetime(2040, 1, 1, tzinfo=UTC)) == []


def test_first_last_and_current_job(ask: Any, clock: Any) -> None:
    jobs = ask.world.jobs
    assert ask.one("get_first_job")["id"] == jobs[0].id
    assert ask.one("get_last_job")["id"] == jobs[-2].id
    assert ask.one("get_current_job")["id"] == jobs[-1].id
    assert ask.one("get_current_job")["isRunning"] is True
    clock.moment = to_datetime(jobs[-1].end + SECOND)
    assert isinstance(ask.answer("get_current_job"), Nothing)
    assert ask.one("get_last_job")["id"] == jobs[-1].id
    assert ask.answer("get_current_layer") == Refusal(404, "No layer is being built.")


def test_job_ids_are_found_in_any_letter_case_and_unknown_ones_refused(ask: Any) -> None:
    assert ask.one("get_job", jobId=ask.world.jobs[0].id.lower())["id"] == ask.world.jobs[0].id
    for operation in ("get_job", "list_layers", "list_job_states", "get_recoater_position_values"):
        answer = ask.answer(operation, jobId="SI0_20000101000000")
        assert isinstance(answer, Refusal)
        assert answer.status == 404


def test_layers_are_filtered_by_index_and_height(ask: Any) -> None:
    id = ask.world.jobs[-2].id
    everything = ask.all("list_layers", jobId=id)
    assert ask.all("list_layers", jobId=id, startIndex=5, endIndex=9) == everything[4:9]
    low, high = everything[20]["endHeight"], everything[30]["endHeight"]
    assert ask.all("list_layers", jobId=id, startHeight=low, endHeight=high) == everything[20:31]
    assert ask.all("list_layers", jobId=id, startHeight=low, endIndex=25) == everything[20:25]
    assert ask.all("list_layers", jobId=id, startIndex=9, endIndex=5) == []
    assert ask.all("list_layers", jobId=id, startIndex=10**6) == []


def test_the_current_layer_becomes_the_next_of_the_list(ask: Any, clock: Any) -> None:
    id = ask.world.jobs[-1].id
    current = ask.one("get_current_layer")
    assert current["index"] == len(ask.all("list_layers", jobId=id)) + 1
    assert current["timeEnded"] is None
    assert sum(duration["endTime"] is None for duration in current["durations"]) <= 1
    clock.advance(minutes=10)
    built = ask.all("list_layers", jobId=id, startIndex=current["index"], endIndex=current["index"])[0]
    assert built["timeStarted"] == current["timeStarted"]
    assert built["timeEnded"] is not None


def test_messages_are_filtered(ask: Any) -> None:
    everything = ask.all("list_user_messages")
    assert everything[0]["timeRaised"] > everything[-1]["timeRaised"]
    assert ask.all("list_user_messages", severity="ALL", language="EN") == everything
    errors = ask.all("list_user_messages", severity="error")
    assert errors == [message for message in everything if message["severity"] == "Error"] != []
    job = next(job for job in reversed(ask.world.jobs) if job.result(ask.world.ticks()) == "Failed")
    own = ask.all("list_user_messages", jobId=job.id)
    assert own == [message for message in everything if message["jobId"] == job.id] != []
    since = to_datetime(job.start)
    until = to_datetime(job.end + 10)
    assert ask.all("list_user_messages", fromDate=since, toDate=until) == own
    for arguments in ({"language": "es"}, {"severity": "grave"}):
        answer = ask.answer("list_user_messages", **arguments)
        assert isinstance(answer, Refusal)
        assert answer.status == 400


def test_states_of_a_job_are_those_between_its_start_and_end(ask: Any) -> None:
    job = ask.world.jobs[-3]
    own = ask.all("list_job_states", jobId=job.id)
    assert own[0]["machineState"] == "PreProcessing"
    assert own[-1]["machineState"] == "PostProcessing"
    window = ask.all("list_states", fromDate=to_datetime(job.start), toDate=to_datetime(job.end - 10))
    assert own == window
    assert ask.one("get_current_state") == ask.all("list_states")[-1]


def test_a_page_of_values_is_the_same_in_pieces(ask: Any) -> None:
    answer = ask.answer("get_recoater_axis_torque_values", jobId=ask.world.jobs[-2].id)
    middle = answer.count // 2
    whole = ask.rows(answer, middle, middle + 500)
    assert whole == [row for i in range(5) for row in ask.rows(answer, middle + 100 * i, middle + 100 * (i + 1))]
    assert ask.rows(answer, answer.count, answer.count) == []
    assert answer.window(3, 3) == b"[]"


def test_values_can_be_cut_by_time(ask: Any) -> None:
    job = ask.world.jobs[-2]
    begin = to_datetime(job.start + 3 * 3600 * SECOND)
    end = to_datetime(job.start + 3 * 3600 * SECOND + 600 * SECOND)
    cut = ask.all("get_recoater_position_values", jobId=job.id, from_=begin, to=end)
    assert begin <= datetime.fromisoformat(cut[0]["timestamp"]) < datetime.fromisoformat(cut[-1]["timestamp"]) <= end
    assert ask.all("get_recoater_position_values", jobId=job.id, from_=end, to=begin) == []
    rest = ask.answer("get_recoater_position_values", jobId=job.id, from_=end).count
    before = ask.answer("get_recoater_position_values", jobId=job.id, to=begin).count
    assert before + len(cut) + rest == ask.answer("get_recoater_position_values", jobId=job.id).count
    assert ask.all("get_recoater_position_values", jobId=job.id, from_=datetime(2040, 1, 1, tzinfo=UTC)) == []


def test_timestamps_have_up_to_seven_digits_and_a_z(ask: Any) -> None:
    stamps = [
        row["timestamp"] for row in ask.all("get_process_chamber_temperature_values", jobId=ask.world.jobs[-2].id)
    ]
    shape = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z")
    assert all(shape.fullmatch(stamp) for stamp in stamps)
    assert {len(stamp) for stamp in stamps} >= {27, 28}
