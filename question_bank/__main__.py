"""The command `question-bank`: build · facts · check. Results go to files, everything said goes to stderr."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from question_bank.atomic import write_whole
from question_bank.bank import BadBank, manifest_path, read_bank, write_bank
from question_bank.checking import check
from question_bank.model import Bank
from question_bank.pipeline import Build, build, facts
from question_bank.records import fact_to_record
from question_bank.text import UnreadableSource

OK, BAD_INPUT = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns 0, or 1 when the input is bad; wrong usage exits with 2 as argparse does."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (UnreadableSource, BadBank) as error:
        _say(str(error))
    except OSError as error:
        _say(f"文件“{error.filename or options.out}”无法写入（{error.strerror}）。")
    return BAD_INPUT


def seeds() -> Path:
    """The folder of the shipped texts, in an installed wheel or in the source tree."""
    inside = Path(__file__).parent / "seeds"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "seeds"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="question-bank", description="从中文文本生成可以核对出处的题库。")
    commands = parser.add_subparsers(required=True, metavar="命令")
    building = commands.add_parser("build", help="生成题库")
    building.set_defaults(run=_build)
    finding = commands.add_parser("facts", help="列出文本中的事实，每行一个JSON")
    finding.set_defaults(run=_facts)
    for command in (building, finding):
        command.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help="文本文件或文件夹，默认seeds/"
        )
        command.add_argument("--out", required=True, type=Path, metavar="FILE", help="写到哪个文件")
    checking = commands.add_parser("check", help="核对题库：结构、引文和出处")
    checking.add_argument("file", type=Path, metavar="FILE", help="题库文件")
    checking.add_argument(
        "--sources", type=Path, metavar="DIR", help="原文所在的文件夹，默认题库旁边或seeds/"
    )
    checking.set_defaults(run=_check)
    return parser


def _build(options: argparse.Namespace) -> int:
    _require_folder(options.out)
    paths = options.paths or [seeds()]
    made = _with_progress(lambda progress: build(paths, progress=progress))
    if not made.bank.questions:
        _say("这些文本里没有找到可以出题的内容。")
        return BAD_INPUT
    write_bank(made.bank, options.out)
    _summarise(made, options.out)
    return OK


def _facts(options: argparse.Namespace) -> int:
    _require_folder(options.out)
    found = facts(options.paths or [seeds()])
    lines = [json.dumps(fact_to_record(fact), ensure_ascii=False, sort_keys=True) + "\n" for fact in found]
    write_whole(options.out, "".join(lines))
    _say(f"事实{len(found)}条：{_counts(Counter(fact.kind for fact in found))}。写入{options.out}")
    return OK


def _check(options: argparse.Namespace) -> int:
    bank = read_bank(options.file)
    folders = [options.sources] if options.sources else [options.file.parent, seeds()]
    report = check(bank, folders)
    for problem in report.problems:
        _say(problem)
    checked = f"核对引文{report.quotes}处" if report.quotes else "没有找到原文，未核对引文"
    _say(f"题目{len(bank.questions)}道：{_by_type(bank)}。{checked}，发现问题{len(report.problems)}个。")
    return BAD_INPUT if report.problems else OK


def _require_folder(out: Path) -> None:
    """Refuse an output that cannot be written before the work is done."""
    if out.is_dir():
        raise IsADirectoryError(21, "它是一个文件夹", str(out))
    if not out.parent.is_dir():
        raise FileNotFoundError(2, "所在的文件夹不存在", str(out))


def _with_progress(work: Callable[[Callable[[int, int], None] | None], Build]) -> Build:
    """Do the work with a progress bar, on a terminal."""
    if not sys.stderr.isatty():
        return work(None)
    from rich.console import Console  # noqa: PLC0415 -- slow to import, and only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("出题")
        return work(lambda done, total: bar.update(task, completed=done, total=total))


def _summarise(made: Build, out: Path) -> None:
    bank = made.bank
    _say(
        f"文档{len(bank.documents)}篇，事实{len(made.facts)}条，题目{len(bank.questions)}道：{_by_type(bank)}。"
    )
    if made.refused:
        refused = Counter({reason.value: count for reason, count in made.refused.items()})
        _say(f"未采用{refused.total()}道：{_counts(refused)}。")
    _say(f"写入{out}和{manifest_path(out).name}。")


def _by_type(bank: Bank) -> str:
    return _counts(Counter(question.type.value for question in bank.questions))


def _counts(counts: Counter[str]) -> str:
    return "，".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
