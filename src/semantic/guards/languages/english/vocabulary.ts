import { wordSet } from './words.ts';

export const questionWords = wordSet('how what which where when who whom whose why');
export const auxiliaries = wordSet(`
is are was were am do does did can could will would shall should may might must has have had
`);
export const pronouns = wordSet('i you we he she it they one');
export const determiners = wordSet('the a an my your our their his her its this that these those');

export const functionWords: ReadonlySet<string> = new Set([
  ...questionWords,
  ...auxiliaries,
  ...pronouns,
  ...determiners,
  ...wordSet(`
and or but not no if whether than then as at by for from in into of off on onto out over to under up with without about
after before during between through until while because since any some every each all both more most less least many
much few there here me us them him be been being also only just please when while so too very
`),
]);

/** Verbs that a request begins with. */
export const imperatives = wordSet(`
explain describe tell show list give find write make help summarise summarize compare recommend suggest create generate
convert calculate compute define translate name outline restart send set turn remove delete add change cancel book check draft rewrite shorten
`);

/**
 * Words that a misspelling may stand for. For each it was checked against 370,000 words that no real one comes of it by
 * two neighbouring letters swapped, a letter left out, or a letter written twice; none is a name as well.
 */
export const everydayWords = wordSet(`
ability above absence accent accept accepted access accessed accident accidentally according account accurate achieve
across activate active activities activity actual actually added adding addition additional address administration
adult advantage advertising advice affect affected afternoon airborne aircraft airport alcoholic alert alive allergic
allowance allowed allowing almost along already alter although amendment amount analysis analyst angry answering
anxiety anybody anymore anything anyway anywhere apartment appear appetite application applied apply applying
appointment appreciate approach appropriate approval approve architecture argument around arrange arrival artificial
asleep assembly assistance asthma attack attempt attempted attention attorney audio automatically autumn available
avoiding aware awkward background backup bacteria baggage baking balance banana bathroom beautiful because become
becoming before beginning behind bench beneficial beside better between bicycle bigger biggest binary birthday
bleeding boiler bottom boyfriend breakfast bubble build builder building burning business businesses button buyer
buying calculate calendar calling camera candidate cannot capabilities capability capable capacity carrying catch
category caught cement certainly certificate chairman changing cheaper cheating check checked checking chemical
chicken children chocolate choice cholesterol chronic circuit citation citizenship civil classes classified cleaning
clear clearance cleared clearing clearly clicking climate climbing clinical closure cluster coffee colleague
collection college color colored colorful column combine command comment commercial commit committed commonly
community companies company compare compensation competitive completely component compound concern concerned condition
confidence configuration confirm conflict connect connected connecting connection consider considered constantly
construct construction consuming contact contacted contain contained container containing content continue contribute
control controller convenient conversation conversion converted converting correct correctly corrupt cough coverage
covered credit criteria crying culture curiosity currency current currently custom customer cutting cycle damage
dancing dangerous database dating daughter deadline dealing death decide decision declining default define defining
definitely definition degree delayed delete delivered deliveries denied density dental dentist department deploy
deployment deposit depression describe description designer desktop despite destination detailed detect determine
develop development diabetes diagnosis differ difference different difficult digit digital diploma direct direction
directly disappear disappeared discount discovered discussion disease disorder display dispute dissertation distance
distinction division doctor document documentation dollar domain domestic dominant download downloaded downloading
drawer dressed earlier easily eating economy ecosystem edition effective effectively effectiveness efficiency
efficient elected election electrical electricity element eliminating embarrassing emergency emotional employ
employment enable enabling ended ending energy engine engineering enjoy enough enter entered entering entire entrance
entry environment episode equal equation equivalent error especially essay establish esteem evaluating evaluation
everybody everyday everyone everything evidence exact exactly example except exception excessive exchange excuse
execute executive exercise exercising expected expense expensive experience experiencing explain explained explanation
explicitly export extension extinct extra extract extracted extraction extreme extremely failure falling family famous
fashion faster fastest father fatigue fatty favorite feature federal fence fiction fight figure final finally
financial finished fixed fluid folding follow following football forgotten formal format formula fought foundation
freelance frequency frequent frequently fresh function further fusion future gaining garage garlic gathered gender
generate generating generation generator generic genetic getting girlfriend giving glass global gotten government
gradually grandmother grass grateful greatest groceries growing growth guidance guitar hacked halfway handle happen
happened happening happily happy harmful having headache heavy hedge helmet helpful hidden higher highest highly
hiking hiring history hitting holiday homework hormone horror hospital humanity hundred hungry hurting husband
identification identifies identify identity ignore illegal image immediately impact implementation important
impression improvement include including income incorporate incorrect increase increasing indicate indoor induction
industrial industry infection inform information infrastructure initial initiate injection injury innovative input
inside installed instance instant instead insurance intake intelligence intelligent intended intent interact
interested interesting interior internal international interview invest investment involving irregular issue itself
jacket joined joining juice jumping junior keeping keyboard kicking kidney kissing kitchen knowing knowledge label
landlord language laptop lately laughing laundry legitimate lesser letting library lifestyle light likely limit
limited liquid listen little living locate location locked louder luggage lunch maintain maintenance makeup making
management manipulate mapping market marketing marriage massage material maximum measure mechanical media medicine
member memory mention mentioned merchant message microphone middle might million missed missing mistake mixing
modification moment monitor monthly morning mostly motorcycle mountain multiple muscle museum naming nearest needed
needing negative network newest nobody normally notice notified notify number objective obsessed obtain occasional
occur occurred ocean offered official often oldest olive onion online opened opening operating operator opinion
opportunities option optional order ordered organic organization organize oriented origin originally other outdoor
output outside overall overcome overhead overtime parallel parental particular partition passing passport password
paying penalty pension people pepper percentage performance perfume period permanent permitted person photograph
physical picture pipeline pizza platform police political positive possible possibly potential potentially practical
prefer pregnancy pregnant premature preparation prepare prescription presidency presidential pressure prevent preview
printer prior private problem procedure process processed processes processing processor produce producing product
production professional profile program progress promote properly prostate protect protected prove provide providing
psychology published purchase purchasing purple purpose pushed putting quality quantity quantum question quick quicker
racist radiation random reached reason receive receiving recent recently recipe recipient recognition recognizing
recommend recommended record recover recruit referred refund register registered regularly rehab relationship relative
relatively relevant reliable religion religious remember remind reminder remote remotely removal remove removing renew
repeat replacement reported represent representation representing request requested require requirement requiring
research reservation resignation resource respond response responsible restart restaurant result resulting retirement
retrieve return reviewed revision right roller rough routine rubbing running sacked safely safety sauce saying
scenario scholarship science scientific screenshot search season second section security seeing select selected
selection selling sending sensation sensitive sentence separate sequence service session setting settle setup several
sexually should shoulder sickness sidewalk significant similar similarities simple simply simulation situation slowly
smoking soccer social society sodium software solution somebody someone something somewhere speaker speaking special
specific specifically specified specify spelled squirrel staff standard startup statement static strategy stress
stressed strongest structure student studying stupid subject submit submitted subscription substitute successful
sudden suddenly sugar suggest suggested suitable summer sunglasses sunset supervisor supply support supported surgeon
survive swimming switched syndrome syrup system tattoo taught technician technique telephone television temperature
temporary tenant tennis terminal testing themselves theory therapy thereby thesis thousand thumb ticket together
tomato tomatoes tomorrow tonight tourist trademark trading traffic transaction transcript transfer transferred
transform transformed transition translate treatment truly trust tuition tumor tutorial twelve typically ultra
understand understanding universe universities unlock unpaid unsafe unsuccessful unusual upcoming update upgrade
upload upper upset urine usage useful username using usual usually utilize vacation vacuum vagina variable variety
various vector vehicle verification verified verify viewer violin virtual visit visiting visitor volume wallet wanna
watching weakness weapon website wedding weekend welcome whisper whole whose wisdom withdraw withdrawal withdrew
within without women wonder wonderful wondering worked worker working workout worried worry written yellow yesterday
young younger
`);

/** Where one of these stands, the wording is what is asked about. */
export const wordingWords = wordSet(`
spell spells spelled spelt spelling spellings word words letter letters pronounce pronounced pronunciation mean means
meaning meant stand stands define defined definition definitions term terms capital capitals capitalise capitalize
capitalised capitalized capitalization uppercase lowercase character characters rhyme rhymes synonym synonyms antonym
plural singular tense grammar grammatical grammatically translate translated translation sentence sentences phrase
phrases paragraph punctuation punctuate comma commas apostrophe apostrophes hyphen quote quotes abbreviation
abbreviations acronym proofread rewrite rewrites rephrase paraphrase correct corrected edit typo typos write written
say says said saying called poem string strings regex token tokens keyword keywords verb verbs noun nouns adjective
adverb pronoun preposition article articles conjugate conjugation syllable syllables classify sentiment language accent
title headline following above below quoted variable function method command operator flag named name names polite rude
tone sound sounds reply respond message
`);
