/**
 * Words that are in no other table, so that none of them is taken for a misspelling of another: such as look much alike
 * (`personal`, `personnel`), and everyday words of four to six letters, without inflection.
 */
export const vocabulary = `
staple costume lender borrower layer dating moss pony
able absorption abstract accent accept access account accurate acid acne acute adapt address adept adjust
administrator adopt adsorption adverse advice advise affect aged aid aide aim aisle alarm album alert alien alike
alive allow allusion ally alone alprazolam also alter amber amlodipine among amoxicillin ampicillin ample anchor
ancient angel anger angle animal ankle annoy anti apart apple apply appraise apprise apron arch area arena argue arise
armor army aroma array arrival arrow arterial arteriole artist ascent aside aspect assent asset assure atom
atorvastatin attach attic attractive audio audit aunt available averse award aware awful axis axle azithromycin back
backup bacon badge bake baker balance bald ball band bang bank banner barber bare bark barn barrel base basic basin
basis basket bass batch bath bathe battle bazaar bead beak beam bean beard beast beat bell belly belt bench bend berry
berth best beta bike bind bingo bird birth biscuit bite bitter bizarre black blade blame bland blank blaze bleach
bleed blend bless blind blink blister bloat block blond blood bloom blow board boast boat body boil bold bolt bomb
bond bone bonus boom boost boot booth bore born boss botany bother bottle bound bowel bowl boy brain brake bran branch
brand brass brave bread breadth break breath breathe bride bridge brief bright bring broad bromide bromine brook broom
broth brow brush bucket buckle budget buffer bug bulb bulk bull bullet bump bunch bunny bupropion burn burst bury bush
business buspirone butane butter button buzz cabin cable cache cake calcium calf call callable callous callus calm
camel camera camp canal cancer candle candy cane canoe canvas canvass cap cape capital carat carbamazepine card caret
cargo carpet carrot carry cart carve case cash cast castle casual catch cater cattle causal cause cave cefazolin
celebrex celexa cell cellar cement cent center cephalexin cereal cetirizine chain chair chalk chance chaos chapel
chapter charm chart chase chat cheat check cheek cheer cheese chef cherry chess chest chew chick chief chill chin chip
chlorate chloride chlorine choir choke cholesterol chop chord chorus church cider cigar cilantro ciprofloxacin circle
citalopram cite city civil claim clam clamp clarithromycin clash clasp class claw clay clerk clever click client cliff
climb clinic clip clock clonazepam clone clonidine closest closet cloth cloud clover clown club clue coach coal coarse
coast coat cobra cocoa coconut code codeine coil coin coldest collage colon color comb combat combine come comedy
comfort comic comma command commend common commute commuter compete competent compile compiler complement complete
compliment component compute computed computer condition cone confidant confident conscience conscious conservation
console constant constraint construct content contest context contract contrast convene convent conversation convert
cook cookie cool cooperation cope copper copy coral cord core coriander cork corn corner corporation correct cost
cotton couch cough council counsel count counter country county couple course court cousin cove cover cower crab crack
cradle craft cramp crane crash crawl crazy cream credit creek creep crew crime crisp critic crop cross crow crowd
crown crude cruel cruise crumb crust crystal cube cuff cult cup curb cure curl currant currency current curry curse
curve custom customer cute cycle dairy damp dance danger dare dark dart dash data date dawn deaf deal dealer dear
death debate debt decay decent deck decorator deduction deductive deep deer degree delay dental dentist deny
department deport deposit depth descent desert desk desloratadine dessert detach detail detect device devise diary
diazepam diet digit dime dinner direct dirt dirty disburse disc discount discreet discrete dish disk disperse dissent
distance dive divide divorce dock dodge dog doll dollar domain dominant dominate donor door dose doubt dough dove down
download draft drag drain drama drape draw drawer dread dream dress drift drill drip drive driver drop drown drug drum
dual duck duct duel dull duloxetine dump dune duplicate during dust duty dwarf eager eagle early earn earth easel east
easy echo edge edit editor effect effort effusion eight elbow elder elect elicit eligible elite elusion email ember
emigrate eminent emit empire employ empty enemy energy engine enjoy ensure enter entry envelop envelope equal equip
erode error erythromycin escape escitalopram esomeprazole essay essential estate estradiol estriol estrogen ethane
ethanol ethical ethics ethnic even event ever exact exam except excess exchange exist exit exotic expand expend expert
explicit exponent export extant extend extent extra extract fable fabric face facet fact factor fade fail faint fair
fairy faith fake fall false fame family famotidine famous fancy farm farmer fastest fate faucet fault favor fear feast
feather feature feed feel feet felodipine fence fern ferry fetch fetus fever fiber fiction field fiery fifth fight
figure file fill filter final find fine finest finger fire firm firmest first fiscal fish fist flag flake flame flash
flask flat flaunt flavor flaw flea fleet flesh flight flip float flock flood floor flour flout flow flower fluid
fluoride fluorine fluoxetine flush flute foam focus foil fold folk font food fool foot force forest fork form formal
formally format former formerly fort forth forum foul found fourth fox frame fraud freeze frequency fresh friend frog
frost frown fructose fruit fuel full fume function fund fury fuse future gain galactose galaxy gallon game gang gap
garage garden garlic gas gate gather gauge gaze gear gene generator genius genre gentle genus germ ghost giant ginger
girl give gland glass gleam globe gloom glory glove glow glucagon glucose glue glycogen goal goat gold golf good goose
gorilla government grace grade grain gram grand grant grape graph grasp grass grave gravel gravy graze great greed
green greet grid grief grill grim grin grind grip groan groom gross group grove grow growth guard guerrilla guess
guest guide guilt guitar gulf gum habit hail hair hall ham hammer hand handle hang hangar hanger harbor hard hardest
harm harp harsh haste hat hatch hate haul haunt have hawk heal health heap hear heart heat heater heavy hedge heel
heir hell hello helmet help hemoglobin hence herb herd hero highest hike hill hinge hint hire hive hoard hobby hold
hole holiday hollow holy home homework honest honey honor hood hook hope horde horn horse host hot hotel hottest hound
hour house hover hull human humane humble humid humor hunger hunt hurry hurt husk hydralazine hydrocodone
hydromorphone hydroxyzine hymn hyperglycemia hypertension hyperthermia hyperthyroid hypertonic hypoglycemia
hypotension hypothermia hypothyroid hypotonic icon idea idle ileum ilium illegible illicit illusion image immigrate
imminent immune immutable impact impart implicit import inch incidence incident income index indoor induction
inductive infant infection inflection infusion ingenious ingenuous inherit inheritance injection inner input insect
insert inside install installation instance insulin insurance insure intake interest interface intermural internet
interstate intramural intranet intrastate inulin invest invite iodide iodine iron island isle item iterable iterate
iterator ivory jacket jail jam jar jaw jelly jewel jog join joint joke judge juice jungle junior junk jury just karma
keen kennel kettle key kick kidney kill kind king kiss kitchen kite knee knife knight knit knob knock knot know label
labor lace lack lactase lactose ladder lake lamb lamictal lamisil lamp land landlord lane language lansoprazole lapse
large largest laser last latch late later latest latter laugh launch lava lawn layer lazy lead leaf leak lean leap
learn lease leather leave lecture left legend lemon length lens lent less lesson letter level lever levocetirizine
levofloxacin lick life light lightening lightning like limb lime limit limp line linen link lint lion lip liquid list
listen live liver load loaf loan local location lock lodge logic long longest look loop loose loratadine lorazepam
lord losartan lose loss lotion loud lovastatin love lower lowest loyal luck lump lunar lunch lung lure lyric machine
magic magnesium magnet maid mail main maize major make malt maltose manager manganese mango mansion mantel mantle
manual maple marble march margin marina marine mariner marital mark market marry martial martini mask mass massage
master mat match mate material maternal maternity matter mayor maze meal mean measure meat medal medic meeting meiosis
melon melt member memo memory mend mental mentor menu mercy merge merit mesh mess message metal metformin methane
methanol metronidazole mettle mile milk mill mind mine miner minister minor mint mirror mission mist mitosis mixer
moan mode model modem modern module moist mold mole moment monarch money monitor monkey month mood moon moral morale
morning morphine mortgage moss motel moth mother motion motive motor mount mourning mouse mouth move mower
moxifloxacin much mucous mucus mud mule muscle museum music must mutable mute myth nail naive naked name napkin narrow
nasal nasty native nature naval navy near nearest neat necessary neck need needle nerve nest neutral never new newborn
newest nickname niece nifedipine night nitrate nitride nitrite noble node noise noodle noon normal north nose note
notice novel number nurse nylon oak oath obey object ocean odor offer office ofloxacin old oldest omeprazole onion
open opera opponent option oral orange orbit order ordinance ordnance organ orient origin ounce outer outlet oval oven
overtime owner oxazepam oxcarbazepine oxide oxycodone oxygen oyster pace pack pad page paint pair palate palette
pallet palm panel panic pantoprazole pants paper parade parcel parent parental parish park paroxetine parrot parse
part party pass passcode password past pasta paste pastry patch patent path patience patient patio pause pave payment
peace peach peak peanut pear pearl pebble pedal peddle peel peer pencil penicillin penny people pepper perch perinatal
period perish permanent permission permit persecute person personal personnel perspective pest petal phase phosphate
phosphite phosphorus phrase physical piano picnic piece pierce pile pill pillow pilot pinch pink pipe pitch pity place
plague plaid plain plan plane planet plank plant plate player plea please plenty plot plug plum plumber plus pocket
poem poet point poison poker pole policy polish polite poll pond pony pool poor pope population porch pork port portal
pose post postnatal potassium potato pouch pound pour powder power praise pravastatin pray prayer preach precede
prednisolone prednisone prenatal prepare prescribe president press pretty prey price pride priest prime principal
principle print prison prize probe proceed product profile profit progesterone progestin program promote promotion
proof propane proper proscribe prosecute prospective prostate prostrate protein proud prove public publish pull pulp
pulse pump punch pupil puppet puppy purple purpose purse push puzzle quart queen query quest queue quick quiet quilt
quite quiz quota quote rabbit rabeprazole race rack radar radio raft rage raid rail rain raisin rally ramp ranch
random range ranitidine rank rash rate ratio rational rationale raven raw reach react read reader ready real realm
rear rebel recall receipt recent recipe record recover reduction reef reel refer reform refresh refuse regard region
reimburse reject relate relax relent relief rely remain remedy remind remote renew renewal rent repeat repent reply
report requirement reschedule rescue resent reset resort respectfully respectively rest restaurant restore result
resume retail retain retire retort return reuse reveal revel revive reward rice richest ride ridge right rigid ring
rinse riot ripe rise risk risky ritual rival river road roast robe robot rock rocket role roll roof room root rope
rose rosuvastatin rotate rotten rough round route royal rubber ruin rule rumor rural rush rust sack sacred safe safest
sail sailor saint salad sale salmon salon salt salute same sample sand satin sauce sausage save scale scalp scan scar
scare scarf scene scent school scope score scout scrap scrape scratch scream screen screw script sea seal search
season seat secret section sector secure seed seek seem seize select self sell senate senior sense sensible sensitive
sensor sentence separate serial series sertraline serve server service session sever sew shade shadow shaft shake
shall shame shape share shark sharp shave shed sheep sheet shelf shell shield shift shine shirt shock shoe shoot shore
short shout shove shovel shower shred shrink shrub side siege sigh sight sign signal silent silk silver simple
simvastatin since sing singer single sink sister site sixth skate skill skin skirt skull slam slap slate slave sleep
sleeve slender slice slide slight slim sling slip slope slot slow slower slowest smallest smart smash smell smile
smoke smooth snack snail snake snap sneak snow soak soap soccer social sock socket soda sodium sofa soft softest soil
solar soldier sole solid solve song soon soothe sore sorrow sort soul sound soup sour source south space spade span
spare spark spasm speak spear special speech speed spell spend sperm sphere spice spider spike spill spin spine spiral
spirit spite splash split spoil sponge spoon sport spot spouse spray spread spring spy squad square squash squat
squeeze stable stack staff stage stain stair stake stale stall stamp stand star starch stare start state station
stationary stationery statue stature status statute stay steak steal stealth steam steel steep steer stem step stereo
stew stick stiff still sting stir stitch stock stomach stool stop storm story stove straight strain strait strand
strange strap straw stream street strength stress stretch strict stride strike string strip stripe stroke stroll
strong strongest study stuff stump style subject submit subscription subtract suburb sucrose sudden suffer sugar suit
suite sulfate sulfide sulfite sunny super supper supply support surf surge surgeon survival survive swallow swamp swan
swap swarm sway swear sweat sweep sweet swell swift swim swing sword symptom syrup system table tablet tackle tail
tale talent tallest tame tank tape target task taste tattoo tax teach team tear tease teeth telmisartan temazepam
temperature tempo temporary tempt tend tender tennis tense tent tenth term test testosterone text thank theater theft
theme theory therapy thick thief thigh thin thing think third thorn thread threat thrill throat throne throw thumb
thunder tick ticket tidal tide tidy tight tile timber time tint tip tire tissue title toad toast today toddler toilet
token tomb tone tongue tool tooth topic torch tortuous torturous total touch tough tour towel tower town toxic trace
track tract trade trader traffic trail train trait tramadol transfer translate trap travel tray trazodone treat tree
tremor trend trial tribe trick triglyceride trim trip troop tropic trout truck true trunk trust truth tube tulip tumor
tune tunnel turkey turn turtle tutor tutorial twin twist type ugly ulcer unavailable unblock uncle under uninstall
union unique unit unite unity unlock update upgrade upload upper upset urban ureter urethra urge urine user usual
vacation vague vain valid validity valley valsartan value valve vane vapor vault vector vehicle veil vein velvet
vendor venom vent venue veracity verb verse version vessel veto victim video view villa village vine vinyl violet
virtue virus visa visible vision visit visual vital vitamin vivid vocal vocation voice void volt volume voracity vote
vowel wage wagon waist wake walk wall wallet walnut wander want ward warm warmth warn warp wash wasp waste watch wave
weak wealth weapon wear weather weave wedge weed week well wet whale wheat wheel whether while whip whisper whistle
white whole wide widow width wife wild will wind wine wing winner winter wipe wire wise wish witch withdraw withdrawal
witness wolf wonder wood wool word work worker world worm worry worse worst worth wound wrap wrist write writer xanax
yacht yard yarn yawn year yeast yell yellow yield yoga yolk young youngest youth zantac zebra zero zoloft zone zoom
zyrtec
`;
