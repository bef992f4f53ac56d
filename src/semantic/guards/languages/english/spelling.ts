import { isWord, type Unit, withKeys } from '../../unit.ts';
import { everydayWords } from './vocabulary.ts';
import { wordSet, wordsOf } from './words.ts';

/** British and American spellings of one word that is no other word in either: "metre", "tyre", "cheque" are others. */
const variants: ReadonlyMap<string, string> = new Map(
  wordsOf(`
colour=color colours=colors coloured=colored colouring=coloring favour=favor favours=favors favourite=favorite
favourites=favorites honour=honor honours=honors humour=humor rumour=rumor rumours=rumors labour=labor flavour=flavor
flavours=flavors harbour=harbor neighbour=neighbor neighbours=neighbors neighbourhood=neighborhood behaviour=behavior
behaviours=behaviors armour=armor odour=odor odours=odors vapour=vapor tumour=tumor tumours=tumors centre=center
centres=centers theatre=theater theatres=theaters litre=liter litres=liters fibre=fiber kilometre=kilometer
kilometres=kilometers centimetre=centimeter centimetres=centimeters millimetre=millimeter millimetres=millimeters
millilitre=milliliter millilitres=milliliters grey=gray catalogue=catalog jewellery=jewelry aluminium=aluminum
moustache=mustache pyjamas=pajamas yoghurt=yogurt mould=mold mouldy=moldy sceptical=skeptical cosy=cozy artefact=artifact
artefacts=artifacts judgement=judgment ageing=aging paediatrician=pediatrician gynaecologist=gynecologist
anaesthesia=anesthesia anaesthetic=anesthetic anaemia=anemia leukaemia=leukemia oesophagus=esophagus oestrogen=estrogen
diarrhoea=diarrhea foetus=fetus coeliac=celiac haemorrhoids=hemorrhoids haemoglobin=hemoglobin manoeuvre=maneuver
enrolment=enrollment instalment=installment instalments=installments fulfil=fulfill skilful=skillful traveller=traveler
travellers=travelers travelling=traveling travelled=traveled cancelled=canceled cancelling=canceling labelled=labeled
labelling=labeling modelling=modeling jeweller=jeweler counsellor=counselor counselling=counseling marvellous=marvelous
sulphur=sulfur mum=mom mums=moms omelette=omelet organise=organize organised=organized organising=organizing
organisation=organization organisations=organizations organiser=organizer recognise=recognize recognised=recognized
realise=realize realised=realized apologise=apologize summarise=summarize summarised=summarized analyse=analyze
analysed=analyzed analysing=analyzing optimise=optimize optimised=optimized optimising=optimizing
optimisation=optimization customise=customize customised=customized customising=customizing prioritise=prioritize
prioritised=prioritized synchronise=synchronize synchronised=synchronized authorise=authorize authorised=authorized
authorisation=authorization categorise=categorize minimise=minimize minimised=minimized maximise=maximize
maximised=maximized memorise=memorize memorised=memorized specialise=specialize specialised=specialized
visualise=visualize visualisation=visualization finalise=finalize finalised=finalized initialise=initialize
initialised=initialized normalise=normalize normalised=normalized localise=localize utilise=utilize sterilise=sterilize
paralysed=paralyzed criticise=criticize personalise=personalize personalised=personalized subsidise=subsidize
standardise=standardize sanitise=sanitize immunise=immunize immunisation=immunization hospitalised=hospitalized
e-mail=email e-mails=emails wi-fi=wifi
`).map((pair) => {
    const [british = '', american = ''] = pair.split('=');
    return [british, american];
  }),
);

/** Misspellings that are no words, of words too short or too near to others for `isSlip`. */
const misspellings: ReadonlyMap<string, string> = new Map(
  wordsOf(`
teh=the waht=what hwo=how chnage=change chagne=change cancle=cancel cansel=cancel emial=email thier=their untill=until
definately=definitely definatly=definitely seperate=separate wierd=weird freind=friend beleive=believe becuase=because
recieve=receive adress=address tommorow=tomorrow tommorrow=tomorrow tomorow=tomorrow accomodation=accommodation
wich=which whcih=which shoud=should cuold=could woudl=would mispell=misspell recomend=recommend
neccessary=necessary goverment=government enviroment=environment recipie=recipe reciept=receipt pasword=password
acount=account libary=library restaraunt=restaurant resturant=restaurant buisness=business diffrence=difference
diffrent=different resett=reset instal=install bagage=baggage symptons=symptoms thru=through tho=though
`).map((pair) => {
    const [wrong = '', right = ''] = pair.split('=');
    return [wrong, right];
  }),
);

/** Puts right what is usually misspelt. */
export const putRight = (units: readonly Unit[]): readonly Unit[] =>
  withKeys(units, ({ key }) => misspellings.get(key));

/** Makes one of spellings that both are right. */
export const spelledAlike = (units: readonly Unit[]): readonly Unit[] =>
  units.some(({ lower }) => programming.has(lower)) ? units : withKeys(units, ({ key }) => variants.get(key));
/** Next to one of these a word may be a name in a program, which has one spelling: "is colour a CSS property". */
const programming = wordSet(`
css html xml svg sql python javascript typescript java php ruby rust swift json yaml api code property properties
attribute attributes tag tags class enum parameter package library valid
`);

/** Whether one of two words is an everyday word and the other a slip of it that is no word itself. */
export function sameButForSlip(one: Unit, other: Unit): boolean {
  if (!isWord(one) || !isWord(other) || one.gap !== other.gap) return false;
  return (
    (everydayWords.has(one.key) && isSlip(other.key, one.key)) ||
    (everydayWords.has(other.key) && isSlip(one.key, other.key))
  );
}

/** Two neighbouring letters swapped, one left out, or one written twice; the first letter always stands. */
function isSlip(slip: string, word: string): boolean {
  if (slip.charCodeAt(0) !== word.charCodeAt(0) || Math.abs(slip.length - word.length) > 1) return false;
  let at = 1;
  while (at < word.length && slip.charCodeAt(at) === word.charCodeAt(at)) at++;
  if (slip.length < word.length) return slip.slice(at) === word.slice(at + 1);
  if (slip.length > word.length)
    return slip.charCodeAt(at) === slip.charCodeAt(at - 1) && slip.slice(at + 1) === word.slice(at);
  return (
    slip.charCodeAt(at) === word.charCodeAt(at + 1) &&
    slip.charCodeAt(at + 1) === word.charCodeAt(at) &&
    slip.slice(at + 2) === word.slice(at + 2)
  );
}
