const WORDS =
  `a about access after all also and any are ask at audience back be before book box by can care check clear
  clinic colleague could council course data day desk different do each email evidence few find first for form from get
  give good group guide had has have health help here how in information is it item know leaflet learn librarian library
  link list look made make many may meeting more most need new next no not nurse of offer on one open or other our out
  page paper partner patient people place plain print public question read reader report review same search see service
  session set share should site so some space staff start study subject sure team test than thank that the them then
  there these they thing this time to together training trust try two university up use version very visit want was we
  week well were what when which who will with word work would write year you your`.split(/\s+/);

const COUNT = 64;
const FEWEST = 80;
const MOST = 400;

/** Replies of 80 to 400 words in paragraphs, with some Markdown; the same at every run. */
export const texts: string[] = Array.from({ length: COUNT }, (_, index) =>
  write(FEWEST + Math.floor((index * (MOST - FEWEST)) / (COUNT - 1)), index + 1),
);

function write(length: number, seed: number): string {
  const next = dice(seed);
  const words = Array.from({ length }, () => WORDS[next() % WORDS.length]!);
  const decorated = words.map((word, at) => {
    if (at % 40 === 39) return `**${word}**`;
    if (at % 60 === 59) return `[${word}](https://library.example/${word})`;
    return at % 70 === 69 ? `${word}.\n\n` : word;
  });
  return decorated.join(' ');
}

/** A small generator of repeatable numbers (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}
