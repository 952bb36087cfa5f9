"""Reading many files: the same corpus whatever their order, documents as the manifest cites them."""

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_bank.text import UnreadableSource, evidence, read, rederive, sentences

ONE = "春到山村\n\n老人在江边开了一间木工作坊，学徒们天不亮就起来磨刀。\n"
TWO = "公路\n\n后来镇上通了公路，货车可以直接开到门口。\n\n各级部门都来祝贺。\n"
AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from("劳动工人阶级精神级級，。！？“”‘’（）(…《》、\n\r <>/p😀𠮷\u200b１"),
        st.characters(codec="utf-8"),
    ),
    max_size=300,
)


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8", newline="")
    return folder


def test_a_file_without_a_manifest_is_one_document_named_by_its_heading(tmp_path: Path) -> None:
    write(tmp_path, a=ONE, b="没有标题，只有一段话，讲的是山村里的一间木工作坊。")
    corpus = read([tmp_path])
    assert [(d.source, d.title, d.author, d.date) for d in corpus.documents] == [
        ("a.txt", "春到山村", "", ""),
        ("b.txt", "b", "", ""),
    ]
    assert [p.index for p in corpus.passages] == [0, 1, 0]
    assert corpus.document_of(corpus.passages[2]).source == "b.txt"


def test_the_manifest_says_where_documents_lie_and_the_rest_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, a=ONE + "广告：欢迎订阅。\n" + TWO)
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nfile = "a.txt"\nlines = [5, 9]\ntitle = "公路通了"\ndate = 2020-01-02\n'
        '[[document]]\nfile = "a.txt"\nlines = [1, 3]\ntitle = "春到山村"\nauthor = "某人"\n',
        "utf-8",
    )
    corpus = read([tmp_path / "a.txt"])
    assert [(d.title, d.author, d.date) for d in corpus.documents] == [
        ("春到山村", "某人", ""),
        ("公路通了", "", "2020-01-02"),
    ]
    assert not any("广告" in p.text for p in corpus.passages)
    text = corpus.sources[0].text
    assert text[slice(*corpus.documents[1].span)] == TWO


def test_a_manifest_that_names_lines_beyond_the_file_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a=ONE)
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nfile = "a.txt"\nlines = [1, 99]\ntitle = "甲"\n', "utf-8"
    )
    with pytest.raises(UnreadableSource, match="99"):
        read([tmp_path])


def test_the_order_of_paths_copies_and_repetitions_change_nothing(tmp_path: Path) -> None:
    write(tmp_path, a=ONE, b=TWO, c=ONE)
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    first = read(files)
    assert [s.name for s in first.sources] == ["a.txt", "b.txt"]
    for order in itertools.permutations(files):
        assert read([*order, order[0]]) == first
    assert read([tmp_path]) == first


def test_files_of_one_name_in_two_folders_stay_apart(tmp_path: Path) -> None:
    one, two = write(tmp_path / "甲", a=ONE), write(tmp_path / "乙", a=TWO)
    corpus = read([one, two])
    assert sorted(s.name for s in corpus.sources) == ["乙/a.txt", "甲/a.txt"]
    assert len({d.id for d in corpus.documents}) == 2


def test_one_article_in_two_sources_is_two_documents(tmp_path: Path) -> None:
    write(tmp_path, a=ONE, b=ONE + "\n\n")
    assert len({d.id for d in read([tmp_path]).documents}) == 2


def test_an_empty_folder_and_no_paths_are_refused(tmp_path: Path) -> None:
    for paths in ([tmp_path], []):
        with pytest.raises(UnreadableSource):
            read(paths)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(raw=AWKWARD)
def test_whatever_is_read_can_be_quoted_and_found_again(tmp_path: Path, raw: str) -> None:
    file = write(tmp_path, x=raw) / "x.txt"
    try:
        corpus = read([file])
    except UnreadableSource:
        return
    for passage in corpus.passages:
        document = corpus.document_of(passage)
        for start, end in [(0, len(passage.text)), *((s.start, s.end) for s in sentences(passage))]:
            proof = evidence(document, passage, start, end)
            assert rederive(corpus.sources[0].text, proof.spans) == proof.quote == passage.text[start:end]
