import type { Chance } from '#main/scheduler/testing/seeded.ts';

const openings = [
  'New in the shop:',
  'Back in stock:',
  'Only a few left:',
  'Behind the scenes today:',
  'Made this week:',
  'Customer favourite:',
  'Last chance before the holidays:',
  'A little preview:',
  'Fresh from the kiln:',
  'Restocked at last:',
];
const materials = [
  'walnut',
  'oak',
  'linen',
  'merino',
  'stoneware',
  'porcelain',
  'brass',
  'silver',
  'beeswax',
  'soy wax',
  'recycled glass',
  'vegetable-tanned leather',
  'organic cotton',
  'raffia',
  'terracotta',
  'bamboo',
  'felted wool',
  'rosewood',
  'marble',
  'cork',
];
const things = [
  'desk lamp',
  'mug',
  'apron',
  'candle',
  'vase',
  'scarf',
  'tote bag',
  'cutting board',
  'serving bowl',
  'necklace',
  'ring dish',
  'plant pot',
  'wall hanging',
  'notebook cover',
  'card holder',
  'earrings',
  'cushion',
  'tea towel',
  'soap dish',
  'coaster set',
  'baby blanket',
  'teapot',
  'incense holder',
  'key ring',
  'bread basket',
  'picture frame',
  'hair comb',
  'butter dish',
];
const details = [
  'thrown by hand and glazed in sea green',
  'dyed with madder from our own garden',
  'each one a little different from the next',
  'sanded, oiled and ready to ship',
  'made to last longer than we will',
  'signed and numbered, a run of forty',
  'wrapped in paper, no plastic anywhere',
  'with free engraving until Sunday',
  'softer with every wash',
  'café au lait, cream and charcoal',
  'inspired by a walk along the coast near Ålesund',
  'the colour of the first frost',
];
const closings = [
  'Link in bio.',
  'Tell us your favourite below!',
  'Orders before noon leave the same day.',
  'Which one would you choose?',
  'Free delivery from 60.',
  'See you at the market on Saturday.',
  'Thank you for keeping a small workshop alive.',
];
const tags = [
  '#handmade',
  '#smallbusiness',
  '#ceramics',
  '#slowliving',
  '#giftideas',
  '#homedecor',
  '#shopsmall',
  '#studiolife',
  '#madewithlove',
  '#interiors',
  '#sustainable',
  '#craft',
  '#pottery',
  '#woodwork',
  '#weekendmarket',
];

/** A caption as a small shop writes it: 60 to 400 characters, some with several lines, most with tags. */
export function makeCaption(number: number, chance: Chance): string {
  const product = () => `${chance.pick(materials)} ${chance.pick(things)}`;
  const sentences = [`${chance.pick(openings)} ${product()} No. ${number}, ${chance.pick(details)}.`];
  while (chance.happens(0.55) && sentences.length < 4)
    sentences.push(`Goes well with the ${product()}, ${chance.pick(details)}.`);
  if (chance.happens(0.6)) sentences.push(chance.pick(closings));
  const text = sentences.join(chance.happens(0.3) ? '\n\n' : ' ');
  if (chance.happens(0.2)) return text;
  const chosen = new Set(Array.from({ length: 1 + chance.integer(4) }, () => chance.pick(tags)));
  return `${text}\n\n${[...chosen].join(' ')}`;
}
