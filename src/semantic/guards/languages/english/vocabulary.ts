/**
 * Words that are in no other table and that lie within a slip of one that is known, so that neither is taken for a
 * misspelling of the other: `personal` and `personnel`, `angle` and `angel`, `sulfate` and `sulfite`.
 */
export const vocabulary = `
absorption accent accept acid adsorption adverse advice advise aged aid aide ally amoxicillin ampicillin angel angle
appraise apprise arch area arena arise army arterial arteriole ascent aside assent asset atom attach averse back bake
baker bald band bang bank banner bare bark barn basis bass batch bath bathe battle bead beak bean beard beast beat
bell belly bend best beta bind bite bitter black bland blank blend blind bloat blond bloom blow boast boat body bond
boom boost boot booth borrower bother bottle bound bowel bowl boy brain brake bran branch brand brass bread breadth
break breath breathe bride bridge bright bromide bromine brook broom broth brow brush bunch bury bush butter calf call
callous callus calm camp cancer cane canoe canvas canvass cap cape carat card caret carpet cart carve case cash cast
castle casual cattle causal cause cave cell cent center chain chance chart chase chat cheat cheer chef chief chill
chin chip chlorate chloride chlorine chop chord claim clam clamp clash clever clone closest closet cloth clover coal
coarse coast coat coin collage command commend common commute commuter compete competent compile compiler complement
complete compliment component compute computed computer cone confidant confident conscious conservation constant
constraint construct content contest context contract contrast convene convent conversation convert cooperation cope
copy coral cord core corn corporation correct cost count country county course cove cover cramp crane crash crop crow
crowd crown cult cup cure currant currency current curse curve custom customer cute dairy debt decent deduction
deductive deer degree deport depth descent desert dessert device devise diary dime dirt dirty disburse discreet
discrete disperse dive dock dollar dominant dominate donor door dose down dread drive driver drown duel dune earn east
effusion eight elicit elusion emigrate empire employ envelop envelope estate estradiol estriol even event ever exist
exit expand expend expert explicit export extant extend extent face facet fact fair fairy fake fame farmer faucet
fault favor feast feather feed feel feet fiction fight fire first fist flake flame flat flavor fleet flight float
flood flour fluoride fluorine folk font food fork form formal formally format former formerly fort forth forum found
fourth frame frequency friend function fund fury gain gallon garage gaze gene generator genius genre genus give gland
goal goat grain gram grave gravel gravy graze greed green greet grid grin grind grow ham hand hangar hanger hard harm
haste hat hate haunt health hear heart heat heir hell hello herb herd hero hoard honest host hot hour hover human
humane hunger hunt illicit illusion impact impart implicit import incidence incident income indoor induction inductive
infection inflection infusion ingenious ingenuous injection insect insert instance insulin insurance interest internet
inulin iodide iodine iterable iterate iterator join joint kind know lactase lactose lamb large last late later latter
launch lawn layer lean learn left length lent lesson letter lightening lightning limb limp line linen lip live liver
location long loose lose loss lotion lunch mail main maize malt mantel mantle manual maple marina marine mariner
marital martial massage master mat match mate material maternal matter maze meal mean meat medal mental message metal
methane methanol mile mind mine miner mint mist moan mode model modem moist money monkey month moral morale morning
moth mourning mouth move mucous mucus myth nail naive native neat nest niece nitrate nitride nitrite noise noon normal
nose note notice oath office option ordinance ordnance origin ounce pace pad paint palate parent parental parish part
party passcode password past pasta paste patch patent path patience patient payment peace peach peak pear pearl peel
peer perish permanent person personal personnel phase phosphate phosphite phrase physical piece pierce pilot pink
place plague plaid plain plan plane planet plank plant plate player plea plot plus pocket point poison policy polite
pond pope port portal pound powder power pray prayer preach prednisolone prednisone prenatal president prey price
principal principle print prison product promotion proper prostate prostrate proud quart quiet quilt quite rage raid
rally range rational rationale read ready real realm rebel recent recover reel refuse regard relent rely remain remote
repeat repent reply report requirement resent reset resort rest retail retain retort reuse reveal revel reward ride
ridge rinse riot rise risk risky robot root ruin rule sack sacred sail sale salmon salon same sample sand satin save
scale scan scar scare scarf score scrap scrape scream sea seal search seat seed seek seem seize self sell senior
sensor separate series serve server service sever sew shame shave shed shelf shell shock shoe shoot shore short shout
shove shovel shower shred side sigh sight sign simple sing site skin slave slender slide slight sling slower smallest
smell snack snail sock softest soil sole solid solve song soon sore sort soul span spasm speed spell spend spin spine
spite spoil spoon sport spot spring stable stack stain stair stale stand staple star starch stare start state
stationary stationery statue stature status statute stay steal steam steep stem step stew stick sting stir stitch
stock straight strain strait strand strange stream stride strike string strip stripe stroke stroll strong strongest
suit suite sulfate sulfide sulfite super supper surge survival survive swallow swamp swan swap sway sweat swell swing
symptom table tablet tail tale tank tax team tear tempo temporary tempt tend tent tenth term thank theme thick thin
thing think thread threat throat tick tile time tint tip tire title tone tool topic tortuous torturous tough trade
trader trail transfer tray treat tree trend trial trick trip tropic twin unblock unit unite unity unlock upload user
vacation vain validity vane venom vent veracity veto visa vocation volt voracity wage waist wander want ward warm warn
warp wash wasp wave wealth wear weave week wet wheat width wind wine wing winner winter wire witch withdraw withdrawal
wonder wood word world wrap write writer yard year youngest
`;
