"""The language server as pytest-lsp meets it, a client that describes itself as VS Code does.

    python3 tests/editors/vscode.py PROGRAM DIGEST_DIR

It opens a briefing of the digest with a mistake that is not saved, takes the quick fix, and asks for what a writer asks for.
What pytest-lsp knows of the protocol is held against every message: one of another shape is an error there.
"""

import asyncio
import sys
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

BRIEFING = "content/briefings/2024/2024-10-23-miit-nine-months.md"


def offset(text: str, position: types.Position) -> int:
    """The place of a position, whose columns are of UTF-16."""
    lines = text.splitlines(keepends=True)
    line = lines[position.line] if position.line < len(lines) else ""
    column = len(line.encode("utf-16-le")[: 2 * position.character].decode("utf-16-le"))
    return sum(map(len, lines[: position.line])) + column


def position(text: str, words: str, behind: int) -> types.Position:
    """Where `words` begin, and so many characters further."""
    before = text[: text.index(words) + behind]
    column = len(before.rsplit("\n", 1)[-1].encode("utf-16-le")) // 2
    return types.Position(before.count("\n"), column)


async def settled(client: LanguageClient, uri: str, is_so) -> list[types.Diagnostic]:
    """What is told of a file, once that is as it should be."""
    for _ in range(100):
        if uri in client.diagnostics and is_so(client.diagnostics[uri]):
            return list(client.diagnostics[uri])
        await asyncio.sleep(0.1)
    raise AssertionError(f"still told: {client.diagnostics.get(uri)}")


async def run(program: str, folder: Path) -> int:
    client = make_test_lsp_client()
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda *_: None)
    await client.start_io(program, "lsp", "--stdio")
    root = folder.resolve().as_uri()
    capabilities = client_capabilities("visual_studio_code")
    answer = await client.initialize_session(
        types.InitializeParams(capabilities=capabilities, root_uri=root, workspace_folders=[types.WorkspaceFolder(root, "digest")])
    )
    assert answer.capabilities.position_encoding == "utf-16", answer.capabilities
    path = folder.resolve() / BRIEFING
    uri, good = path.as_uri(), path.read_text()
    document = types.TextDocumentIdentifier(uri)

    bad = good.replace("kind: press-conference", "kinds: press-conference", 1)
    head, body = bad.split("\n---\n", 1)
    bad = f"{head}\n---\n中文😀 [[topic:telecom]]\n\n{body}"
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, bad)))
    told = await settled(client, uri, lambda told: {"B0104", "B0204"} <= {one.code for one in told})
    reference = next(one for one in told if one.code == "B0204")
    assert reference.range.start.character == 5, f"behind two ideographs, an emoji and a blank: {reference.range}"

    text, version = bad, 1
    for code in ("B0204", "B0104"):
        one = next(one for one in client.diagnostics[uri] if one.code == code)
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(document, one.range, types.CodeActionContext([one], only=[types.CodeActionKind.QuickFix]))
        )
        [change] = actions[0].edit.document_changes
        assert change.text_document.version == version, "the fix is for the text that is open"
        for edit in change.edits:
            text = text[: offset(text, edit.range.start)] + edit.new_text + text[offset(text, edit.range.end) :]
        version += 1
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri), [types.TextDocumentContentChangeWholeDocument(text)]
            )
        )
        await settled(client, uri, lambda told, code=code: code not in {one.code for one in told})
    assert "kind: press-conference" in text and "中文😀 [[topic:telecoms]]" in text, text[:600]

    place = position(text, "[[topic:telecoms]]", 10)
    found = await client.text_document_definition_async(types.DefinitionParams(document, place))
    assert found.uri.endswith("/content/topics/telecoms.md"), found
    said = await client.text_document_hover_async(types.HoverParams(document, position(text, "[[fig:bs-5g]]", 8)))
    assert "4.089" in said.contents.value and "million" in said.contents.value, said
    offered = await client.text_document_completion_async(types.CompletionParams(document, position(text, "[[fig:bs-5g]]", 6)))
    assert "pon-ports" in [item.label for item in offered.items], offered
    uses = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(True), document, position(text, "[[fig:bs-5g]]", 8))
    )
    assert len(uses) >= 3, uses
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert "bs-5g" in [symbol.name for symbol in symbols], symbols
    renamed = await client.text_document_rename_async(types.RenameParams(document, place, "networks"))
    kinds = [type(change).__name__ for change in renamed.document_changes]
    assert "RenameFile" in kinds and kinds.count("TextDocumentEdit") > 2, kinds

    text = text.replace("[[topic:telecoms]]", "[[topic:¦]]", 1)
    place = position(text, "¦", 0)
    version += 1
    text = text.replace("¦", "")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), [types.TextDocumentContentChangeWholeDocument(text)])
    )
    offered = await client.text_document_completion_async(types.CompletionParams(document, place))
    assert "telecoms" in [item.label for item in offered.items], offered

    # Not by `shutdown_session`, which does not tell the exit code.
    await client.shutdown_async(None)
    client.exit(None)
    code = await asyncio.wait_for(client._server.wait(), 20)
    assert code == 0, f"the server left with {code}"
    assert path.read_text() == good, "the server wrote the file"
    print("pytest-lsp: diagnostics, fixes, definition, hover, completion, references, symbols and renaming are as they should be")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(run(sys.argv[1], Path(sys.argv[2]))))
