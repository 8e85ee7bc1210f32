// Tables of buttons: one stop for the Tab key each; inside them the arrows move, and Home and End go to the ends.

export function oneStop(table) {
  const buttons = [...table.querySelectorAll("button")];
  const here = buttons.find((button) => button === document.activeElement) ?? buttons[0];
  buttons.forEach((button) => (button.tabIndex = button === here ? 0 : -1));
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const ENDS = { Home: 0, End: -1 };

// Go where a key leads: an arrow to the next button in its direction, Home and End to an end of the row, with Ctrl of the table.
export function stepInGrid(event) {
  const table = event.target.closest("table[data-grid]");
  const cell = event.target.closest("td");
  if (!table || !cell || event.altKey || !(event.key in STEPS || event.key in ENDS)) return;
  event.preventDefault();
  const next = event.key in STEPS ? beside(table, cell, STEPS[event.key]) : atEnd(event.ctrlKey ? table : cell.parentElement, ENDS[event.key]);
  next?.focus();
  oneStop(table);
}

// The next button in a direction, over fields that hold none; at the edge there is none.
function beside(table, cell, [down, right]) {
  const rows = [...table.tBodies[0].rows];
  let [row, column] = [rows.indexOf(cell.parentElement) + down, cell.cellIndex + right];
  while (rows[row]?.cells[column]) {
    const button = rows[row].cells[column].querySelector("button");
    if (button) return button;
    [row, column] = [row + down, column + right];
  }
  return null;
}

const atEnd = (part, end) => [...part.querySelectorAll("button")].at(end);
