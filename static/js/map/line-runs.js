// Spans that touch, joined to long lines: dashes begin anew with every line, and a span is often shorter than a dash.

export function joinLines(lines) {
  const atEnd = new Map();
  for (const line of lines) {
    for (const key of [firstKey(line), lastKey(line)]) {
      if (!atEnd.has(key)) atEnd.set(key, []);
      atEnd.get(key).push(line);
    }
  }
  const used = new Set();
  return lines.flatMap((line) => (used.has(line) ? [] : [runFrom(line, atEnd, used)]));
}

function firstKey(line) {
  return `${line[0]},${line[1]}`;
}

function lastKey(line) {
  return `${line.at(-2)},${line.at(-1)}`;
}

function runFrom(line, atEnd, used) {
  used.add(line);
  const onwards = follow(lastKey(line), atEnd, used);
  const backwards = follow(firstKey(line), atEnd, used);
  return joined([...backwards.map(reversed).reverse(), line, ...onwards]);
}

// The lines that follow one another from an end on, each turned to begin where the one before ends.
function follow(end, atEnd, used) {
  const found = [];
  for (let next = unused(end); next; next = unused(end)) {
    used.add(next);
    const turned = firstKey(next) === end ? next : reversed(next);
    found.push(turned);
    end = lastKey(turned);
  }
  return found;

  function unused(key) {
    return atEnd.get(key).find((line) => !used.has(line));
  }
}

function reversed(line) {
  const turned = new Float64Array(line.length);
  for (let i = 0; i < line.length; i += 2) turned.set([line[line.length - 2 - i], line[line.length - 1 - i]], i);
  return turned;
}

function joined(lines) {
  if (lines.length === 1) return lines[0];
  const run = new Float64Array(lines.reduce((sum, line) => sum + line.length - 2, 2));
  run.set(lines[0].subarray(0, 2));
  let at = 2;
  for (const line of lines) {
    run.set(line.subarray(2), at);
    at += line.length - 2;
  }
  return run;
}
