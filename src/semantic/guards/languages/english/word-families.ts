import { lemma } from './morphology.ts';

const derivational = new Set(
  `ion ation ition ment al ance ence er or able ible ity ly ness ive y age ure ing ed ist ism ian ful ous ic ical
at ate ify iz ize is ise en th tion ication sion s es e i an ary ery ant ent ability ibility le ility ement iti antli entli`.split(
    /\s+/,
  ),
);

/** Words that begin alike and have nothing to do with one another any more: a family is one line. */
const strangers = `secret secretary,organ organic organize organization organism,intern internal international,party part,
depart department,apart apartment,author authority,university universal universe universally,story store,factor factory,
direct directory,custom customer customs,country county count counter,art artist,market marketing,hospital hospitality,
engine engineer engineering,person personnel,human humanity,state station statement,general generate generation,
import importance important,temper temperature,minute minor,major majority,minor minority,station stationery stationary,
public publication publish,community communication communicate communism,commun common,election electric,
contract contractor contraction,cover covert,comment commentary,process processor,intense intend,prime primary,
mean meaning means,relate relative relation,even event,ever every,numb number,play player,patient patience,
present presence presentation,serve server,sever several severe,short shortage,similar simulate,struct structure,
capital capitalism,social socialist society socialism,commerce commercial,account accountant accounting,
terminal terminate termination,resident residence residential,president presidential,active activity,
vital vitality,mort mortal mortgage,form former formal,real reality realize,fact faction,
legal legacy,popular population,complement compliment,principal principle,desert dessert,personal personality,
medical medicate,moral morale,local locale,human humane,artist artiste,plan plane,past paste,cast caste,suit suite,
envelop envelope,cloth clothe,good goods,custom customs,glass glasses,new news,lens lense,
except exceptional,sign signal signature,design designate,provide province,
exchange exchequer,ration rational,nation native,pension pensive,coffee coffin,
interest interested interesting,last lasting,bank banking,park parking,box boxing,parent parenting,
bowl bowling,house housing,package packaging,light lighting,plumb plumbing,coat coating,condition conditioning,
fast fasting,staff staffing,rate rating,land landing,miss missing,will willing,head heading,bear bearing,season seasoning,
cloth clothing,floor flooring,limit limited,gift gifted,
stone stoned,unit united,advance advanced`;

let strangerLines: ReadonlyMap<string, ReadonlySet<number>> | undefined;

/** Whether a line of strangers names both. */
function areStrangers(a: string, b: string): boolean {
  if (strangerLines === undefined) {
    const lines = new Map<string, Set<number>>();
    for (const [index, line] of strangers.split(',').entries()) {
      for (const word of line.trim().split(/\s+/)) lines.set(word, (lines.get(word) ?? new Set()).add(index));
    }
    strangerLines = lines;
  }
  const linesOfB = strangerLines.get(lemma(b));
  if (linesOfB === undefined) return false;
  for (const line of strangerLines.get(lemma(a)) ?? []) if (linesOfB.has(line)) return true;
  return false;
}

const inflections = new Set(['e', 's', 'es', 'ed', 'd', 'i']);

/**
 * Whether two words are of one family: a common stem of four letters at the least and of more than half of the longer
 * word, with nothing but derivational endings after it (`verify`, `verification`; `deliver`, `delivery`).
 */
export function sameFamily(a: string, b: string): boolean {
  let common = 0;
  if (a.charCodeAt(0) !== b.charCodeAt(0)) return false;
  const shorter = Math.min(a.length, b.length);
  while (common < shorter && a.charCodeAt(common) === b.charCodeAt(common)) common++;
  const longer = a.length > b.length ? a : b;
  const length = longer.endsWith('ification') ? longer.length - 'icat'.length : longer.length;
  if (common < 4 || common * 2 <= length - 2) return false;
  const endingA = a.slice(common);
  const endingB = b.slice(common);
  // "-er" and "-ee" are the two sides of one deal: employer, employee.
  if (/(ee)$/.test(a) !== /(ee)$/.test(b) && /(e[re]|or)$/.test(a) && /(e[re]|or)$/.test(b)) return false;
  if (/less$/.test(a) !== /less$/.test(b)) return false;
  if (common < 5 && endingA !== '' && endingB !== '') return false;
  if (lemma(a) === lemma(b)) return true;
  // What inflection alone makes of a word has the same lemma; what is left is another word: "plan", "plane".
  if (endingA === '' && inflections.has(endingB)) return false;
  if (endingB === '' && inflections.has(endingA)) return false;
  if (areStrangers(a, b)) return false;
  return (endingA === '' || derivational.has(endingA)) && (endingB === '' || derivational.has(endingB));
}
