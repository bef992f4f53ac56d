import { phrasesOf, wordSet } from './words.ts';

/** Each word on the left excludes each on the right, where all else is equal. */
const opposites = `
open / close | on / off | enable activate / disable deactivate | start begin / stop end finish | add / remove delete
increase raise / decrease reduce lower | buy purchase / sell rent | import / export | importing / exporting
upload / download | push / pull | encrypt / decrypt | lock / unlock | block / unblock | freeze / unfreeze | pair / unpair
connect / disconnect | install / uninstall | subscribe / unsubscribe | upgrade / downgrade | mount / unmount
mounting / unmounting | login / logout | send / receive | lend / borrow | deposit / withdraw | pass / fail | win / lose
accept approve allow permit / reject refuse deny forbid | show / hide | arrive arrival / depart departure leave
enter entry / exit | pickup / dropoff | before / after during | during / after | early earlier earliest / late later latest
first / last second third | second / third last | next / previous last | old older oldest / new newer newest
big bigger biggest large larger largest / small smaller smallest | long longer longest / short shorter shortest
high higher highest / low lower lowest | hot / cold | fast faster fastest / slow slower slowest
good better best / bad worse worst | cheap cheaper cheapest / expensive | easy easier easiest / hard harder hardest difficult
full / empty | wet / dry | thick / thin | wide / narrow | strong / weak | rich / poor | clean / dirty | safe / dangerous unsafe
true / false | left / right | north / south east west | south / east west | east / west | top / bottom | front / back
inside / outside | indoor indoors / outdoor outdoors | over above / under below | more most / less least fewer fewest
many much / few little | maximum / minimum | public / private | internal / external | domestic / international
online / offline | manual manually / automatic automatically | temporary temporarily / permanent permanently | fixed / variable
positive / negative | advantages / disadvantages | pros / cons | cause causes / effect effects | question / answer
employer / employee | landlord / tenant | buyer / seller | lender / borrower | sender / recipient | husband / wife mother
brother / sister | son / daughter | mother / father | uncle / aunt | king / queen | man / woman | men / women | boy / girl
boys / girls | adult adults / child children | day / night | morning / evening | noon midday / midnight | weekday / weekend
weekdays / weekends | summer / winter | spring / autumn fall | sunrise / sunset | today / tomorrow yesterday
tomorrow / yesterday | daily / weekly monthly yearly | weekly / monthly yearly | monthly / yearly | always / never sometimes
often / rarely never | all every / some none no | any / all | everyone everybody / nobody | major / minor | majority / minority
senior / junior | ascending / descending | vertical / horizontal | uppercase / lowercase | odd / even | input / output
client / server | read / write | merge / split | expand / collapse | with / without | for / against | to / from
until / from | and / or | both / either neither | here / there | my our / your his her their its | his / her | he / she
him / her | is are / was were | do does / did | will / did was were | loosen / tighten | hypertension / hypotension | softest / firmest
times plus minus / divided | plus / minus | debit / credit | prefix / suffix | latitude / longitude altitude
`;

const excluded = new Map<string, Set<string>>();
for (const pair of opposites.trim().split(/\s*[\n|]\s*/)) {
  const [left = [], right = []] = pair.split('/').map((side) => side.trim().split(/\s+/));
  for (const one of left)
    for (const other of right) {
      excluded.set(one, (excluded.get(one) ?? new Set()).add(other));
      excluded.set(other, (excluded.get(other) ?? new Set()).add(one));
    }
}

export const areOpposites = (one: string, other: string): boolean => excluded.get(one)?.has(other) === true;

export const negators = wordSet('not never no none without');

const alternatives: ReadonlyMap<string, number> = new Map(
  phrasesOf(`
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
january february march april may june july august september october november december
`).flatMap((names, set) => names.map((name): [string, number] => [name, set])),
);

/** Whether both are days of the week, or both months, and not the same. */
export function areOtherDates(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  const set = alternatives.get(a);
  return (
    a !== b && set !== undefined && set === alternatives.get(b) && a.replace(/s$/, '') !== b.replace(/s$/, '')
  );
}
