export default {
  title:
    '{count} lines lie in a period that is not open | {count} line lies in a period that is not open | {count} lines lie in a period that is not open',
  text: 'The rest of the batch stays as it is.',
  group:
    '{period} {is}: {count} lines, proposed is {date}. | {period} {is}: {count} line, proposed is {date}. | {period} {is}: {count} lines, proposed is {date}.',
  groupWas:
    '{period} was open until {moment} ({person}), {is}: {count} lines, proposed is {date}. | {period} was open until {moment} ({person}), {is}: {count} line, proposed is {date}. | {period} was open until {moment} ({person}), {is}: {count} lines, proposed is {date}.',
  groupNone: '{period} {is}, and no day after it is open. Define or open a period first.',
  is: {
    period_closed: 'is closed',
    period_hard_locked: 'is locked for good',
    period_pending_close: 'is being closed',
  },
  use: 'Use {date}',
  move: 'Move {count} lines to {date} | Use {date} | Move {count} lines to {date}',
  moveAll: 'Move all {count} lines to the days proposed',
  label:
    'Move {count} lines to the days proposed | Move {count} line to the day proposed | Move {count} lines to the days proposed',
  moved: '{count} lines moved. | {count} line moved. | {count} lines moved.',
  review:
    '{period} {is}. Proposed for its {count} lines: {date}. | {period} {is}. Proposed for its line: {date}. | {period} {is}. Proposed for its {count} lines: {date}.',
  reviewNone: '{period} {is}, and no day after it is open.',
  reviewWay: 'Return it: its preparer moves them there in one click.',
  comment:
    '{period} {is}: move {count} lines to {date}. | {period} {is}: move the line to {date}. | {period} {is}: move {count} lines to {date}.',
}
