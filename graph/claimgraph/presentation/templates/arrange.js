// Close the gaps that filters leave in a scene: what stays keeps its order and its place in its row.

const ROOM = 26; // between two questions
const ASIDE = 112; // between two columns of rows
const WANTED = 1.3; // width to height

function arranged(positions, lefts) {
  const rows = lefts.map(() => []);
  const sides = lefts.map(() => []);
  for (const [id, { x, y }] of positions) {
    const { record } = records.get(id);
    const [width, height] = [WIDTHS[record], HEIGHTS[record]];
    const column = Math.max(0, lefts.findLastIndex((left) => left <= x - width / 2));
    const card = { id, record, x: x - lefts[column], width, height, top: y - height / 2 };
    (record === "study" || record === "article" ? sides : rows)[column].push(card);
  }
  const blocks = rows.map((cards) => ({ cards: closed(cards), units: [] }));
  const middles = new Map(blocks.flatMap(({ cards }) => cards.map((card) => [card.id, card.top + card.height / 2])));
  stand(sides.flatMap(units), blocks, middles);
  const filled = blocks.filter(({ cards, units: side }) => cards.length || side.length);
  const places = new Map();
  for (const { left, top, cards } of stacked(filled))
    for (const card of cards) places.set(card.id, { x: left + card.x, y: Math.round(top + card.top + card.height / 2) });
  return places;
}

// Move cards up where nothing stands above them.
function closed(cards) {
  let [bottom, up] = [-ROOM, 0];
  for (const card of cards.sort((a, b) => a.top - b.top)) {
    card.top -= up;
    if (card.top > bottom + ROOM) {
      up += card.top - bottom - ROOM;
      card.top = bottom + ROOM;
    }
    bottom = Math.max(bottom, card.top + card.height);
  }
  return cards;
}

// A study and the articles that hang below it stay together.
function units(side) {
  const found = [];
  let bottom = -Infinity;
  for (const card of side.sort((a, b) => a.top - b.top)) {
    if (card.record === "study" || card.top - bottom > 12) found.push([]);
    bottom = card.top + card.height;
    found.at(-1).push(card);
  }
  return found;
}

// Stand each study at the height of its questions, in the column where the first of them is.
function stand(all, blocks, middles) {
  const unitOf = new Map(all.flatMap((cards) => cards.map((card) => [card.id, cards])));
  const wanted = new Map(all.map((cards) => [cards, { block: 0, heights: [] }]));
  blocks.forEach((block, place) => {
    for (const { id, record } of block.cards) {
      if (record !== "statistic" && record !== "claim") continue;
      const r = records.get(id);
      const own = wanted.get(unitOf.get(r.study) ?? unitOf.get(r.article));
      if (!own) continue;
      if (!own.heights.length) own.block = place;
      if (own.block === place) own.heights.push(middles.get(r.question) ?? middles.get(id));
    }
  });
  for (const [cards, { block, heights }] of wanted) {
    const first = cards[0].top;
    const height = cards.at(-1).top + cards.at(-1).height - first;
    for (const card of cards) card.top -= first;
    blocks[block].units.push({ cards, height, middle: heights.reduce((sum, one) => sum + one, 0) / (heights.length || 1) });
  }
  for (const block of blocks) {
    let free = 0;
    for (const { cards, height, middle } of block.units.sort((a, b) => a.middle - b.middle)) {
      const top = Math.max(middle - height / 2, free);
      for (const card of cards) card.top += top;
      free = top + height + ROOM;
      block.cards.push(...cards);
    }
  }
}

// Stand columns that became short below each other.
function stacked(blocks) {
  const sized = blocks.map(({ cards }) => ({
    cards,
    height: Math.max(...cards.map((card) => card.top + card.height)) + 2 * ROOM,
    width: Math.max(...cards.map((card) => card.x + card.width / 2)) + ASIDE,
  }));
  const total = sized.reduce((sum, { height }) => sum + height, 0);
  const width = Math.max(0, ...sized.map((one) => one.width));
  const columns = Math.max(1, Math.round(Math.sqrt((WANTED * total) / width)));
  let [left, top, wide] = [0, 0, 0];
  return sized.map((block) => {
    if (top && top + block.height / 2 > total / columns) [left, top, wide] = [left + wide, 0, 0];
    const placed = { cards: block.cards, left, top };
    top += block.height;
    wide = Math.max(wide, block.width);
    return placed;
  });
}
