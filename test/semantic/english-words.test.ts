import { describe, expect, it } from 'vitest';
import { english } from '../../src/semantic/guards/languages/english.ts';
import { prepareText } from '../../src/semantic/guards/prepare-text.ts';

const language = english();

/** The keys of what is said, in the middle of a question so that no word is taken for a name. */
const keys = (words: string): string =>
  prepareText(`the ${words} then`, language)
    .content.map(({ key }) => key)
    .join(' ');

const pairs = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .flatMap((line) => line.split(','))
    .map((entry) => {
      const [one = '', other = ''] = entry.split('|');
      return [one.trim(), other.trim()];
    });

const apart = pairs(`
car | care, caring | car, plan | plane, planned | planed, hat | hate, hated | hats, scar | scare, star | stare
starred | stared, far | fare, farther | fares, bar | bare, cap | cape, tap | tape, tapped | taped, rat | rate
sit | site, sat | sites, quit | quite, cut | cute, past | paste, last | lasting, win | windows, winning | wine
stripped | striped, hug | huge, hopping | hoping, pin | pine, fin | fine, kit | kite, rid | ride, cast | caste
check | current account, checks | checking account, checked | verify, mint | minimum, ache | ach, pan | pane, rob | robe
salary | pay, mail | email, study | learn, mark | grade, issue | issued, store | storing, shop | shopping
interest | interested, limit | limited, staff | staffing, tire | tired, park | parking, account | accounting
light | lighting, box | boxing, parent | parenting, market | marketing, rate | rating, condition | conditioning
lower | reduce, vehicle | car, ship | deliver, reimburse | refund, delay | postpone, drug | medicine, newborn | baby
software | program, permit | allow, block | lock, refresh | update, biscuit | cookie, far | price, founded | found
shot | shoot, wound | wind, media | medium, drunk | drink, rose | rise, further | far, aging | age
`);

const together = pairs(`
planning | plan, planed | plane, hated | hate, hoped | hoping, stopped | stops, created | creating, changes | changing
cities | city, dances | dancing, making | made, lives | life, children | child, teeth | tooth, wrote | written
controlled | control, called | calling, travelling | traveled, installed | installing, offered | offering
required | requiring, storing | stored, believed | believing, handled | handle, queued | queue, agreed | agree
died | dying, tied | tying, shoes | shoe, houses | house, buses | bus, viruses | virus, boxes | box, quizzes | quiz
movies | movie, headaches | headache, syncing | synced, panicked | panic, focused | focusing, pasted | pasting
breathing | breathe, invited | inviting, visited | visiting, updated | updating, treated | treating, completed | complete
colour | color, favourite | favorite, organised | organized, analyse | analyze, programme | program, cheque | check
centre | center, catalogue | catalog, cancelled | canceled, authorising | authorize, theatres | theater
delete | erased, buy | purchasing, cheap | inexpensive, sofa | couches, fridge | refrigerators, doctors | physician
lawyer | attorneys, luggage | baggage, tv | television, atm | cash machine, dob | date of birth, info | information
photo | pictures, max | maximum, repo | repository, zip code | postcode, parking lot | car park, truck | lorry
customer service | customer support, credit score | credit rating, opening hours | business hours
sign up | register, turned off | disabled, side effects | adverse effect, high blood pressure | hypertension
wrong | incorrect, shipping | delivery, store | shops, employee | staff, gift | present, university | uni
recieve | receive, vitamen | vitamin, adress | address, documant | document
`);

describe('words of English', () => {
  it.each(apart)('tell %s from %s', (one, other) => {
    expect(keys(one)).not.toBe(keys(other));
    expect(keys(one)).not.toBe('');
  });

  it.each(together)('read %s and %s as one', (one, other) => {
    expect(keys(one)).toBe(keys(other));
    expect(keys(one)).not.toBe('');
  });
});
