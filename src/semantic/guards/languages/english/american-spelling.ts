const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** British spellings that no rule gives, as `british=american`, both without inflection. */
const pairs = `
colour=color favour=favor favourite=favorite honour=honor humour=humor rumour=rumor labour=labor flavour=flavor
harbour=harbor neighbour=neighbor neighbourhood=neighborhood behaviour=behavior endeavour=endeavor armour=armor
odour=odor savour=savor vapour=vapor tumour=tumor parlour=parlor vigour=vigor splendour=splendor saviour=savior
centre=center theatre=theater metre=meter litre=liter fibre=fiber calibre=caliber kilometre=kilometer
centimetre=centimeter millimetre=millimeter millilitre=milliliter sombre=somber spectre=specter
grey=gray tyre=tire practise=practice cheque=check chequebook=checkbook licence=license defence=defense offence=offense pretence=pretense
programme=program catalogue=catalog dialogue=dialog analogue=analog jewellery=jewelry
aluminium=aluminum moustache=mustache pyjamas=pajamas pyjama=pajamas yoghurt=yogurt donut=doughnut kerb=curb
plough=plow mould=mold mouldy=moldy moult=molt smoulder=smolder sceptical=skeptical cosy=cozy
artefact=artifact judgement=judgment acknowledgement=acknowledgment ageing=aging
paediatrician=pediatrician paediatric=pediatric gynaecologist=gynecologist gynaecology=gynecology
orthopaedic=orthopedic anaesthetic=anesthetic anaesthesia=anesthesia anaemia=anemia anaemic=anemic
haemorrhoid=hemorrhoid haemorrhage=hemorrhage haemoglobin=hemoglobin haemophilia=hemophilia leukaemia=leukemia
oesophagus=esophagus oestrogen=estrogen diarrhoea=diarrhea foetus=fetus foetal=fetal coeliac=celiac caesarean=cesarean
manoeuvre=maneuver enrolment=enrollment instalment=installment fulfilment=fulfillment skilful=skillful wilful=willful
traveller=traveler jeweller=jeweler counsellor=counselor woollen=woolen marvellous=marvelous
speciality=specialty aeroplane=airplane sulphur=sulfur 
gramme=gram whisky=whiskey chilli=chili omelette=omelet
`;

/** Verbs that end in `-ise` on both sides of the ocean. */
const keptIse = new Set(
  words(`exercise advise revise promise premise franchise merchandise otherwise praise precise concise expertise
surprise enterprise compromise disguise devise supervise televise improvise advertise comprise arise treatise paradise
turquoise porpoise tortoise demise excise circumcise likewise clockwise chemise bruise cruise appraise imprecise
anticlockwise counterclockwise crosswise reprise marquise malaise mayonnaise polonaise despise chastise apprise`),
);

let american: ReadonlyMap<string, string> | undefined;

/** The American spelling of a word without inflection: keys are the same whichever a text was written in. */
export function americanSpelling(word: string): string {
  if (word.length < 4) return word === 'mum' ? 'mom' : word;
  american ??= new Map(
    words(pairs).map((pair) => {
      const [from = '', to = ''] = pair.split('=');
      return [from, to];
    }),
  );
  const known = american.get(word);
  if (known !== undefined) return known;
  if (word.length < 7 || !/[iy]s/.test(word)) return word;
  if (/isation(al)?$/.test(word)) return word.replace(/isation/, 'ization');
  if (/lyse$/.test(word)) return word.replace(/lyse$/, 'lyze');
  if (/(?<![aeo])iser$/.test(word) && !keptIse.has(word.slice(0, -1))) return word.replace(/iser$/, 'izer');
  return /(?<![aeou])ise$/.test(word) && !keptIse.has(word) ? word.replace(/ise$/, 'ize') : word;
}
