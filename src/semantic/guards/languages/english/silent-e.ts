const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Stems of more than one syllable whose last vowel tells nothing, and that have an `e`. */
let withE: ReadonlySet<string> | undefined;
/** Stems of which the rules below would make something else, and that have none. */
let withoutE: ReadonlySet<string> | undefined;

const eStems = `
creat recreat permeat nauseat delineat procreat
complet delet compet deplet concret excret secret obsolet invit excit ignit unit reunit recit incit expedit rewrit
overwrit underwrit typewrit handwrit despit promot devot denot demot remot connot footnot misquot
rang arrang rearrang exchang chang interchang challeng reveng aveng plung loung lung hing cring bing ting scaveng
estrang derang spong syring infring fring exping 
breath bath cloth sooth loath writh teeth seeth wreath 
adher interfer persever coher rever interspers
explor ignor restor ador implor deplor 
interven conven gangren contraven postpon condon telephon aton headphon
welcom overcom becom extrem schem them
inhal exhal upscal downscal rescal whitewal consol parol cajol
telescop preced conced reced imped interced superced supersed
`;

const plainStems = `
collar sugar pillar solar dollar burglar
bargain robin basin login margin coffin cabin muffin plugin admin resin toxin begin bulletin

murmur sulfur concur
email fulfil pencil stencil council peril evil civil april basil tonsil
salad ballad nomad ipad method period solid liquid fluid rapid humid acid valid invalid grid squid
format chat combat
input output debut donut
waltz quartz blitz
zinc arc disc
vacuum victim maxim
worship gossip turnip tulip
webcam exam 
`;

/**
 * Gives the stem of a past or a participle its silent `e` back as far as English spelling tells: after one short vowel
 * a single consonant stands only before a lost `e` (`hop` doubles: `hopped`), and so does a lone `v`, `s`, `z`, `c`, `u`.
 */
export function restoreSilentE(whole: string): string {
  const prefix = /^(un|up|over|out|mis|under)(?=.{3})/.exec(whole)?.[0] ?? '';
  const bare = whole.slice(prefix.length);
  return prefix + (/[aeiouy]/.test(bare) ? restored(bare) : bare);
}

function restored(stem: string): string {
  withE ??= words(eStems);
  withoutE ??= words(plainStems);
  if (withE.has(stem)) return `${stem}e`;
  return !withoutE.has(stem) && hadSilentE(stem) ? `${stem}e` : stem;
}

/** Vowels that tell nothing in a stem of several syllables, where the stress may lie elsewhere: `deliver`, `adhere`. */
const unclear: Readonly<Record<string, string>> = {
  l: 'aeo',
  r: 'eo',
  n: 'aeo',
  m: 'eo',
  t: 'eio',
  p: 'eio',
  d: '',
  b: '',
  f: '',
  k: '',
};

function hadSilentE(stem: string): boolean {
  const last = stem.charAt(stem.length - 1);
  const before = stem.charAt(stem.length - 2);
  if (last === before) return false;
  if (/[vuc]/.test(last)) return true;
  if (/[sz]/.test(last)) return before !== 't';
  if (last === 'g') return before !== 'n';
  if (last === 'l' && /[bcdfgkpstz]/.test(before)) return true;
  if (last === 'r' && /[bct]/.test(before)) return true;
  if (last === 't' && before === 'a') return !/[eo]at$/.test(stem);
  const doubtful = unclear[last];
  if (doubtful === undefined) return false;
  const match = /^(.*?)([aeiouy]+)[^aeiouy]$/.exec(stem.replaceAll('qu', 'kw'));
  const [, start = '', vowels = ''] = match ?? [];
  return vowels.length === 1 && !(/[aeiouy]/.test(start) && doubtful.includes(vowels));
}
