"""The command: files out, summaries on stderr, one clear sentence when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from question_bank.__main__ import main
from tests.question_bank.conftest import ROOT, SEED_BANK

TEXT = """在全市科技大会上的讲话

我们培育形成了求真务实、勇攀高峰、团结协作、甘为人梯的科研精神，敢为人先、追求卓越、百折不挠、开放包容的创业精神。
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    path = folder / "讲话.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """The exit status and what was said; nothing goes to stdout."""
    status = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert said.out == ""
    return status, said.err


def test_build_writes_bank_and_manifest_and_says_what_it_did(
    capsys: pytest.CaptureFixture[str], text: Path, tmp_path: Path
) -> None:
    status, said = run(capsys, "build", text, "--out", tmp_path / "b.jsonl")
    assert status == 0
    assert "题目" in said
    assert "true_false" in said
    assert "未采用" in said
    assert (tmp_path / "b.manifest.json").exists()
    lines = (tmp_path / "b.jsonl").read_text("utf-8").splitlines()
    assert [list(json.loads(line)) == sorted(json.loads(line)) for line in lines]


def test_facts_writes_one_fact_a_line(capsys: pytest.CaptureFixture[str], text: Path, tmp_path: Path) -> None:
    status, said = run(capsys, "facts", text.parent, "--out", tmp_path / "f.jsonl")
    assert status == 0
    assert "事实" in said
    facts = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text("utf-8").splitlines()]
    assert {f["subject"] for f in facts} >= {"科研精神", "创业精神"}
    for fact in facts:
        assert set(fact) == {"id", "kind", "subject", "relation", "value", "evidence", "confidence"}


def test_check_finds_nothing_wrong_with_the_shipped_bank(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(capsys, "check", SEED_BANK)
    assert status == 0
    assert "发现问题0个" in said
    assert "核对引文" in said


def test_check_names_the_question_whose_quotation_was_changed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = SEED_BANK.read_text("utf-8").splitlines()
    record = json.loads(lines[0])
    record["evidence"][0]["quote"] = "劳动模范是精英"
    bank = tmp_path / "seed.jsonl"
    bank.write_text("\n".join([json.dumps(record, ensure_ascii=False), *lines[1:]]), "utf-8")
    (tmp_path / "seed.manifest.json").write_bytes(SEED_BANK.with_name("seed.manifest.json").read_bytes())
    status, said = run(capsys, "check", bank, "--sources", ROOT / "seeds")
    assert status == 1
    assert record["id"] in said


def broken(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content", [b"", b"  \n\n ", bytes(range(256)) * 20, b"English only, nothing else here.\n" * 20]
)
def test_a_text_that_cannot_be_used_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    path = broken(tmp_path / "坏.txt", content)
    status, said = run(capsys, "build", path, "--out", tmp_path / "b.jsonl")
    assert status == 1
    assert said.count("\n") == 1
    assert "坏.txt" in said
    assert not (tmp_path / "b.jsonl").exists()


def test_a_missing_text_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, said = run(capsys, "build", tmp_path / "没有.txt", "--out", tmp_path / "b.jsonl")
    assert status == 1
    assert "没有.txt" in said


def test_a_huge_text_is_refused_without_being_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    status, said = run(capsys, "build", path, "--out", tmp_path / "b.jsonl")
    assert status == 1
    assert "大.txt" in said


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_texts_in_other_encodings_give_the_same_questions(
    capsys: pytest.CaptureFixture[str], text: Path, tmp_path: Path, encoding: str
) -> None:
    run(capsys, "build", text, "--out", tmp_path / "a.jsonl")
    other = broken(text.parent / "另.txt", TEXT.encode(encoding))
    text.unlink()
    run(capsys, "build", other, "--out", tmp_path / "b.jsonl")
    one, two = (
        [json.loads(line)["id"] for line in (tmp_path / name).read_text("utf-8").splitlines()]
        for name in ("a.jsonl", "b.jsonl")
    )
    assert one == two


def test_an_output_that_cannot_be_written_is_refused_before_the_work(
    capsys: pytest.CaptureFixture[str], text: Path, tmp_path: Path
) -> None:
    for out in (tmp_path, tmp_path / "没有" / "b.jsonl"):
        status, said = run(capsys, "build", text, "--out", out)
        assert status == 1
        assert said.count("\n") == 1
        assert str(out) in said


def test_a_folder_that_takes_no_new_file_is_refused(capsys: pytest.CaptureFixture[str], text: Path) -> None:
    # /proc takes no file from anybody, not even from root, whom permissions do not stop.
    status, said = run(capsys, "build", text, "--out", "/proc/b.jsonl")
    assert status == 1
    assert said.count("\n") == 1


def test_a_text_without_questions_writes_no_bank(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = broken(tmp_path / "春.txt", "春天\n\n天气渐渐暖和起来，大家都说花开得特别好看。\n".encode())
    status, said = run(capsys, "build", path, "--out", tmp_path / "b.jsonl")
    assert status == 1
    assert said.endswith("。\n")
    assert not (tmp_path / "b.jsonl").exists()


@pytest.mark.parametrize(
    "arguments", [[], ["build"], ["bake"], ["build", "--out"], ["check"], ["facts", "a.txt"]]
)
def test_wrong_usage_exits_with_two(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert capsys.readouterr().out == ""
