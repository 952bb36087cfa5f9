"""The build as a whole: the same bytes from the same texts, whatever the order and the hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from question_bank.bank import manifest_path
from tests.question_bank.conftest import ROOT, SEED_BANK

SEEDS = ROOT / "seeds"
ONE = """在全市科技大会上的讲话

我们培育形成了求真务实、勇攀高峰、团结协作、甘为人梯的科研精神，敢为人先、追求卓越、百折不挠、开放包容的创业精神。
"""
TWO = """人物

赵志刚是江城钢铁公司炼钢厂厂长，他先后培训学员1.5万多人次，累计行程80余万公里，走访用户3000余户。他改造设备400多台，带出徒弟60余名。
"""


def build(out: Path, *paths: Path, seed: str = "0") -> bytes:
    """Build in a process of its own; the bank and its manifest as bytes."""
    command = [sys.executable, "-m", "question_bank", "build", *map(str, paths), "--out", str(out)]
    subprocess.run(
        command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True
    )
    return out.read_bytes() + manifest_path(out).read_bytes()


def test_the_shipped_bank_is_what_the_seeds_give_today(tmp_path: Path) -> None:
    built = build(tmp_path / "seed.jsonl", SEEDS, seed="1")
    assert built == SEED_BANK.read_bytes() + manifest_path(SEED_BANK).read_bytes(), (
        "the shipped bank is stale: question-bank build --out question_bank/bank/seed.jsonl"
    )


def test_neither_hash_seed_nor_order_of_texts_changes_a_byte(tmp_path: Path) -> None:
    one, two = tmp_path / "甲.txt", tmp_path / "乙.txt"
    one.write_text(ONE, "utf-8")
    two.write_text(TWO, "utf-8")
    first = build(tmp_path / "bank.jsonl", one, two, seed="1")
    assert build(tmp_path / "bank.jsonl", two, one, seed="2") == first


def test_an_id_survives_another_text_beside_it(tmp_path: Path) -> None:
    one, two = tmp_path / "甲.txt", tmp_path / "乙.txt"
    one.write_text(ONE, "utf-8")
    two.write_text(TWO, "utf-8")
    build(tmp_path / "alone.jsonl", two)
    build(tmp_path / "both.jsonl", one, two)
    alone, both = ((tmp_path / name).read_text("utf-8") for name in ("alone.jsonl", "both.jsonl"))
    identities = {line.split('"id":"')[1][:16] for line in alone.splitlines() if '"type":"cloze"' in line}
    assert identities
    assert all(identity in both for identity in identities)


def test_a_copy_of_a_text_adds_nothing(tmp_path: Path) -> None:
    one = tmp_path / "甲.txt"
    one.write_text(ONE, "utf-8")
    once = build(tmp_path / "bank.jsonl", one)
    shutil.copy(one, tmp_path / "甲甲.txt")
    assert build(tmp_path / "bank.jsonl", one, tmp_path / "甲甲.txt") == once
