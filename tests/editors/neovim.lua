-- The language server in a real Neovim, without a screen.
--
--     nvim --clean --headless -l tests/editors/neovim.lua PROGRAM DIGEST_DIR
--
-- A briefing is typed: a mistake is shown before it is saved, its fix is taken, and three figures, two references and a
-- citation are written by completion alone. Then a topic gets another id, and the digest is still whole.

local program, folder = arg[1], vim.uv.fs_realpath(arg[2])

local function check(is_so, message)
  if not is_so then
    io.stderr:write(message .. "\n")
    os.exit(1)
  end
end

local function wait(what, is_so)
  check(vim.wait(20000, is_so, 20), "waited in vain: " .. what)
end

local path = folder .. "/content/briefings/2024/2024-10-24-typed.md"
vim.cmd.edit(vim.fn.fnameescape(path))
vim.bo.filetype = "markdown"
local client = vim.lsp.start({ name = "bulletin", cmd = { program, "lsp" }, root_dir = folder })
check(client, "the server did not start")
wait("the server", function()
  return #vim.lsp.get_clients({ bufnr = 0, name = "bulletin" }) == 1 and vim.lsp.get_client_by_id(client).initialized
end)

local function write(lines)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local function told()
  local codes = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    codes[#codes + 1] = one.code .. " " .. one.lnum .. ":" .. one.col
  end
  return table.concat(codes, ", ")
end

-- A mistake that is not saved, behind ideographs and an emoji: Neovim's columns are bytes.
write({
  "---",
  "title: Typed",
  "date: 2024-10-24",
  "kinds: release",
  "topics: [telecoms]",
  "sources: [{id: paper, title: The paper}]",
  "---",
  "中文😀 [[topic:telecom]]",
})
wait("two mistakes in " .. told(), function()
  return told():find("B0104 3:0", 1, true) and told():find("B0204 7:11", 1, true)
end)

local function fix(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  local params = vim.lsp.util.make_range_params(0, vim.lsp.get_client_by_id(client).offset_encoding)
  params.context = { diagnostics = {}, only = { "quickfix" } }
  local answer = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
  local action = answer[client].result[1]
  check(action, "no fix at line " .. line)
  vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
end

fix(4, 0)
fix(8, 14)
wait("a clean file, not " .. told(), function()
  return told() == ""
end)
check(text():find("kind: release", 1, true) and text():find("[[topic:telecoms]]", 1, true), text())

-- Types into the line, takes the completion called `label` as an editor does, and goes on behind it.
local function complete(line, typed, label)
  local row = line - 1
  local before = vim.api.nvim_buf_get_lines(0, row, row + 1, false)[1]
  local mark = assert(before:find("¦", 1, true), before)
  local changed = before:sub(1, mark - 1) .. typed .. before:sub(mark + #"¦")
  vim.api.nvim_buf_set_lines(0, row, row + 1, false, { changed })
  vim.api.nvim_win_set_cursor(0, { line, mark - 1 + #typed })
  local encoding = vim.lsp.get_client_by_id(client).offset_encoding
  local params = vim.lsp.util.make_position_params(0, encoding)
  local column = mark - 1 + #typed
  params.position = { line = row, character = vim.str_utfindex(changed, encoding, column, false) }
  local answer = vim.lsp.buf_request_sync(0, "textDocument/completion", params, 20000)
  for _, item in ipairs(answer[client].result.items) do
    if item.label == label then
      vim.lsp.util.apply_text_edits({ item.textEdit }, vim.api.nvim_get_current_buf(), encoding)
      return
    end
  end
  check(false, "no " .. label .. " for " .. changed)
end

write({
  "---",
  "title: Typed",
  "date: 2024-10-24",
  "topics: [¦]",
  "sources: [{id: paper, title: The paper}]",
  "figures:",
  "  - {id: masts, label: Masts, value: 4, as_of: 2024-09-30, unit: ¦}",
  "  - {id: built, value: 2, as_of: 2024-09-30, indicator: ¦}",
  "  - {id: more, indicator: cn-5g-base-stations, as_of: 2024-06-30, change: {percent: 3, basis: ¦}}",
  "---",
  "中文😀 There are ¦",
  "of which ¦ are new, and ¦",
  "Said by the ¦ for ¦ in the paper ¦",
})
complete(4, "tele", "telecoms")
complete(7, "stat", "station")
complete(8, "5g", "cn-5g-base-stations")
complete(9, "", "year-on-year")
complete(11, "[[", "fig:masts")
complete(12, "[[fig:", "built")
complete(12, "[[fig:mo", "more")
complete(13, "[[agency:mi", "miit")
complete(13, "[[topic:infra", "digital-infrastructure")
complete(13, "[@", "paper")
local written = vim.api.nvim_buf_get_lines(0, 10, 13, false)
check(written[1] == "中文😀 There are [[fig:masts]]", written[1])
check(written[2] == "of which [[fig:built]] are new, and [[fig:more]]", written[2])
check(written[3] == "Said by the [[agency:miit]] for [[topic:digital-infrastructure]] in the paper [@paper]", written[3])
-- Every name is known: what is left are remarks on made-up figures.
vim.wait(1500)
check(not told():find("B02", 1, true), told())

-- Definition and hover, as by keys.
vim.api.nvim_win_set_cursor(0, { 13, 24 })
local encoding = vim.lsp.get_client_by_id(client).offset_encoding
local place = vim.lsp.buf_request_sync(0, "textDocument/definition", vim.lsp.util.make_position_params(0, encoding), 20000)[client].result
check(place.uri:find("/content/agencies/miit.md", 1, true), vim.inspect(place))
vim.api.nvim_win_set_cursor(0, { 12, 18 })
local said = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(0, encoding), 20000)[client].result
check(said.contents.value:find("2", 1, true), vim.inspect(said))

check(vim.uv.fs_stat(path) == nil, "the server wrote the file")
-- A topic gets another id: Neovim makes the edits and renames the files, and a check finds all in order.
local function renames()
  vim.cmd("silent bwipeout!")
  vim.cmd.edit(vim.fn.fnameescape(folder .. "/content/briefings/2024/2024-10-23-miit-nine-months.md"))
  vim.lsp.buf_attach_client(0, client)
  local row = vim.fn.search("^topics: \\[telecoms", "w")
  vim.api.nvim_win_set_cursor(0, { row, #"topics: [t" })
  local params = vim.lsp.util.make_position_params(0, encoding)
  params.newName = "networks"
  local answer = vim.lsp.buf_request_sync(0, "textDocument/rename", params, 20000)[client]
  check(answer.result, vim.inspect(answer))
  vim.lsp.util.apply_workspace_edit(answer.result, encoding)
  vim.cmd("silent wall")
end
renames()
check(vim.uv.fs_stat(folder .. "/content/topics/networks.md"), "the file has its old name")
check(vim.uv.fs_stat(folder .. "/content/topics/networks.zh-hans.md"), "the translation has its old name")
check(not vim.uv.fs_stat(folder .. "/content/topics/telecoms.md"), "the file has both names")
local checked = vim.system({ program, "check", "--strict", "--root", folder }, { text = true }):wait()
check(checked.code == 0, checked.stdout .. checked.stderr)

vim.lsp.get_client_by_id(client):stop()
wait("the end of the server", function()
  return vim.lsp.get_client_by_id(client) == nil
end)
print("Neovim " .. tostring(vim.version()) .. ": diagnostics, fixes, completion, definition, hover and renaming are as they should be")
os.exit(0)
