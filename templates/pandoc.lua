-- Fits a page to word processors, on its way through pandoc to DOCX and ODT.
--
-- What a style sheet does on paper is done here by other means: head and foot carry the marking, and charts, the figures
-- of which stand in the table beside them, stay away.

local text = pandoc.utils.stringify

local function has_class(element, class) return element.classes:includes(class) end

local function is_svg(inline) return inline.t == "Image" and inline.src:find("^data:image/svg") ~= nil end

local function Image(image)
  if is_svg(image) then return {} end
end

-- A line of its own in the style sheet is one here, too.
local function Span(span)
  if has_class(span, "line") or has_class(span, "note") or has_class(span, "when") then
    return { pandoc.LineBreak(), table.unpack(span.content) }
  end
  for _, colour in ipairs { "red", "amber", "green", "blue" } do
    if has_class(span, "rag") and has_class(span, colour) then
      -- OpenDocument would lose the style, and with it the weight.
      if FORMAT == "odt" then return pandoc.Strong(span.content) end
      return pandoc.Span(span.content, pandoc.Attr("", {}, { ["custom-style"] = "RAG" .. colour }))
    end
  end
  if has_class(span, "overdue") or has_class(span, "times") then return pandoc.Strong(span.content) end
end

-- Neither begins with an empty line nor is one.
local function trimmed(block)
  while #block.content > 0 and (block.content[1].t == "LineBreak" or block.content[1].t == "Space"
      or block.content[1].t == "SoftBreak") do
    block.content:remove(1)
  end
  if #block.content == 0 then return {} end
  return block
end

-- One line, as contents lists show it.
local function Header(header)
  local content = pandoc.List()
  for _, inline in ipairs(header.content) do
    local is_gap = inline.t == "LineBreak" or inline.t == "Space" or inline.t == "SoftBreak"
    if not is_gap then
      content:insert(inline)
    elseif #content > 0 and content[#content].t ~= "Space" then
      content:insert(pandoc.Space())
    end
  end
  header.content = content
  return header
end

-- Columns as wide as what they hold asks for, where a word processor would give each the same; numbers to the right.
local function Table(tab)
  local widths, are_numbers = {}, {}
  for column = 1, #tab.colspecs do
    widths[column], are_numbers[column] = 4, false
  end
  local function measure(rows, longest_line)
    for _, row in ipairs(rows) do
      local column = 1
      for _, cell in ipairs(row.cells) do
        if cell.col_span == 1 and widths[column] then
          local words = text(cell.contents)
          local width = math.min(utf8.len(words) or #words, longest_line)
          for word in words:gmatch("%S+") do width = math.max(width, math.min(utf8.len(word) or #word, 40)) end
          widths[column] = math.max(widths[column], width + 1)
          are_numbers[column] = has_class(cell, "number")
        end
        column = column + cell.col_span
      end
    end
  end
  measure(tab.head.rows, 0)
  for _, body in ipairs(tab.bodies) do
    measure(body.body, 28)
    -- As OpenDocument is written by some versions, it would lose the cells that head a row.
    body.row_head_columns = 0
  end
  local total = 0
  for _, width in ipairs(widths) do total = total + width end
  for column, width in ipairs(widths) do
    local alignment = are_numbers[column] and pandoc.AlignRight or tab.colspecs[column][1]
    tab.colspecs[column] = { alignment, width / total }
  end
  return tab
end

-- A running order is no numbered list of paragraphs: each item has its heading.
local function OrderedList(list)
  local blocks = pandoc.List()
  local is_running_order = false
  for _, item in ipairs(list.content) do
    pandoc.walk_block(pandoc.Div(item), { Header = function() is_running_order = true end })
    blocks:extend(item)
  end
  if not is_running_order then return nil end
  return blocks:map(function(block)
    if (block.t == "Para" or block.t == "Plain") and block.content[1] and block.content[1].t == "Strong" then
      return pandoc.Div({ block }, pandoc.Attr("", {}, { ["custom-style"] = "SlotTime" }))
    end
    return block
  end)
end

local function Pandoc(document)
  local marking = document.meta.marking and text(document.meta.marking) or nil
  local function drop(block)
    if marking and (block.t == "Para" or block.t == "Plain") and text(block) == marking then return {} end
  end
  local blocks = pandoc.walk_block(pandoc.Div(document.blocks), { Para = drop, Plain = drop }).content
  -- Every other entry would become a property of the document.
  return pandoc.Pandoc(blocks, pandoc.Meta { title = document.meta.title, lang = document.meta.lang or "en-GB" })
end

return {
  { Image = Image, Span = Span },
  { Para = trimmed, Plain = trimmed, Header = Header },
  { Table = Table, OrderedList = OrderedList },
  { Pandoc = Pandoc },
}
