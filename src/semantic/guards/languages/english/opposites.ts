/** Opposites: every word of the left side excludes every word of the right side. */
export const opposites = `
open | close shut closed
on | off
in | out
up | down
enable activate | disable deactivate
start begin launch commence | stop end finish halt quit cease
add insert append include attach | remove delete drop exclude subtract detach
increase raise gain boost grow higher | decrease reduce lower lose cut shrink drop
buy purchase acquire | sell rent lease
import | export
upload | download
push | pull
encrypt encode compress zip pack serialize lock | decrypt decode decompress unzip unpack deserialize unlock
lock block freeze | unlock unblock unfreeze
connect pair link attach | disconnect unpair unlink detach
install | uninstall remove
subscribe follow join | unsubscribe unfollow leave
upgrade promote | downgrade demote
login sign_in sign_up | logout sign_out
send transmit forward | receive get
lend | borrow
deposit | withdraw withdrawal
credit | debit
give | take receive
win | lose
pass | fail
accept approve allow permit grant agree | reject refuse deny decline forbid prohibit ban disagree
show display reveal unhide | hide conceal
save keep retain | delete discard spend lose
create build make | destroy delete break
arrive arrival arriving | depart departure leave departing
enter entrance entry | exit leave
come | go
pickup | dropoff
push | pull
before prior | after following
early earlier earliest | late later latest
first initial opening | last final closing
next upcoming following | previous last prior past
old older oldest ancient | new newer newest modern recent young
young younger youngest | old older oldest
big large larger largest huge giant | small smaller smallest little tiny
long longer longest | short shorter shortest
tall taller tallest high | short shorter shortest low
high higher highest | low lower lowest
hot warm hotter hottest | cold cool chilly colder coldest
fast quick faster fastest rapid | slow slower slowest
good better best great | bad worse worst poor terrible
cheap cheaper cheapest inexpensive | expensive pricey costly dear
easy easier easiest simple | hard harder hardest difficult complex
light lighter | heavy heavier
light bright | dark dim
full | empty
wet damp | dry
hard firm | soft
thick | thin
wide broad | narrow
deep | shallow
strong stronger | weak weaker
rich wealthy | poor
clean | dirty
loud noisy | quiet silent
safe | dangerous unsafe risky
healthy | sick ill unhealthy
happy glad | sad unhappy
love like | hate dislike
true | false
right correct | wrong incorrect
left | right
north northern | south southern
east eastern | west western
top upper above | bottom lower below
front | back rear
inside indoor indoors interior | outside outdoor outdoors exterior
in | outside
over above exceed | under below beneath
more most | less least fewer fewest
maximum highest most largest upper | minimum lowest least smallest
increase | decrease
public | private
internal | external
domestic national local | international foreign abroad overseas
online virtual remote | offline in_person store instore onsite
manual manually | automatic automatically
temporary temporarily | permanent permanently
single one_way | double return round_trip multiple
wholesale | retail
fixed | variable
static | dynamic
positive | negative
advantage benefit pro strength | disadvantage drawback con weakness downside risk
cause reason | effect consequence symptom
question | answer
teacher instructor | student pupil
employer | employee
landlord | tenant renter
parent | child
buyer customer | seller vendor merchant
doctor nurse | patient
lender | borrower
sender | recipient receiver
husband | wife
brother | sister
son | daughter
mother | father
uncle | aunt
king | queen
man male boy gentleman guy | woman female girl lady
adult grown_up | child kid toddler baby infant teenager
alive living | dead
birth | death
day daytime | night nighttime
morning | evening night
noon midday | midnight
am | pm
weekday | weekend
summer | winter
spring | autumn fall
sunrise dawn | sunset dusk
today | tomorrow yesterday
tomorrow | yesterday
past | future
daily | weekly monthly yearly hourly
weekly | monthly yearly hourly
monthly | yearly hourly
always | never sometimes rarely seldom
often frequently | rarely seldom never
all every each | some none one
everyone everybody | someone nobody
major | minor
majority | minority
senior | junior
full_time | part_time
beginner novice | expert advanced
ascending | descending
vertical | horizontal
uppercase capital | lowercase
odd | even
input | output
client | server
frontend | backend
read | write
load | unload save
mount | unmount
commit | rollback revert
merge join combine | split separate divide
expand extend lengthen | collapse shrink shorten
zoom_in | zoom_out
mute | unmute
pause | resume continue
hire recruit | fire dismiss
marry marriage | divorce
attack | defend defense
offense | defense
war | peace
ally friend | enemy
victory | defeat
success succeed | failure fail
profit | loss
income revenue earn | expense spend cost
asset | liability
supply | demand
gross | net
import | export
liquid | solid
boil | freeze
melt | freeze
inhale | exhale
sit | stand
sleep asleep | awake wake
laugh | cry
push | pull
remember | forget
ask | answer
teach | learn
lead | follow
build | demolish
sink | float
ascend climb | descend
stay remain | leave go
empty drain | fill
plug | unplug
wrap | unwrap
pack | unpack
dress | undress
tighten | loosen
sharpen | blunt
heat warm | cool chill
rare | common
raw | cooked
sweet | sour bitter
fresh | stale frozen canned
vegetarian vegan | meat
hyper hypertension | hypo hypotension
hyperthyroidism | hypothyroidism
hyperglycemia | hypoglycemia
acute | chronic
benign | malignant
constipation | diarrhea
overweight | underweight
introvert | extrovert
optimist | pessimist
stop avoid | start
avoid skip | eat take do use
lose | find gain
above | below
absent | present
with | without
urban | rural
secondhand refurbished | new
original genuine | fake copy counterfeit
mandatory compulsory required | optional
personal | business
home | away
analog | digital
wired | wireless
prepaid | postpaid
inbound incoming | outbound outgoing
`;

/** Sets of which a thing is one: two members of a set on the two sides are two things. One set a line. */
export const alternativeSets = `
red blue green yellow orange purple pink brown black white gray silver gold beige turquoise violet navy teal
monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
spring summer autumn winter
breakfast lunch dinner brunch supper
easter christmas thanksgiving halloween ramadan diwali hanukkah
italian thai french chinese japanese indian mexican greek spanish german turkish korean vietnamese lebanese ethiopian russian portuguese polish dutch swedish danish norwegian finnish arabic hebrew hindi urdu
math mathematics physics chemistry biology history geography economics psychology philosophy sociology anthropology literature music art law medicine engineering accounting nursing architecture journalism statistics astronomy
guitar piano violin drum flute cello trumpet saxophone harp clarinet
football soccer basketball tennis baseball golf hockey cricket volleyball rugby badminton swimming skiing boxing cycling surfing skating
dog cat horse cow pig sheep goat rabbit hamster bird fish snake turtle monkey elephant lion tiger bear wolf kangaroo duck chicken goose panda deer lemur
rice pasta quinoa couscous potato bread noodle oat barley
beef pork chicken lamb turkey fish salmon tuna shrimp tofu duck bacon ham
apple banana orange grape mango pear peach lemon lime pineapple strawberry blueberry cherry melon watermelon avocado
carrot onion garlic tomato cucumber broccoli spinach pepper cabbage lettuce mushroom corn pea bean pumpkin
coffee tea water milk juice wine beer soda vodka whiskey
car bus train plane boat ship bicycle motorcycle truck taxi ferry tram scooter van helicopter
head neck shoulder arm elbow wrist hand finger chest back stomach hip leg thigh knee ankle foot toe ear eye nose mouth throat tooth tongue skin heart liver kidney lung brain
mother father brother sister son daughter husband wife uncle aunt cousin grandmother grandfather nephew niece
gold silver copper iron steel aluminum bronze wood plastic glass paper leather cotton wool silk
kitchen bathroom bedroom garage basement attic garden balcony lounge
pool gym sauna spa restaurant bar parking
visa mastercard paypal klarna american_express venmo apple_pay google_pay cash check
python java javascript typescript ruby php rust go kotlin swift perl scala c# c++ haskell matlab
mysql postgres sqlite mongodb redis oracle mariadb cassandra
windows macos linux android ios ubuntu debian fedora chromeos
chrome firefox safari edge opera
google apple microsoft amazon facebook twitter instagram tiktok youtube netflix spotify whatsapp slack zoom dropbox uber airbnb ebay linkedin snapchat quora reddit
ibuprofen paracetamol aspirin naproxen codeine amoxicillin penicillin morphine
asthma diabetes cancer arthritis migraine depression anxiety eczema psoriasis pneumonia bronchitis influenza covid malaria measles hepatitis
car_insurance home_insurance
dress shirt trouser jacket coat shoe hat glove scarf sweater skirt sock
table chair sofa bed desk lamp shelf wardrobe
laptop desktop tablet smartphone printer monitor keyboard mouse
daily weekly monthly yearly hourly quarterly
morning afternoon evening night
walk run jump swim climb dance sing sit stand sleep eat cook drive ride fly
north south east west
bachelor master doctorate
circle square triangle rectangle
democrat republican
earth mars venus jupiter saturn mercury neptune uranus pluto moon sun
oxygen hydrogen nitrogen carbon helium
aries taurus gemini cancer leo virgo libra scorpio sagittarius capricorn aquarius pisces
christianity islam hinduism buddhism judaism
`;

/** Names of places that people type in lower case: countries, and cities of many questions. */
export const placeNames = `
afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh barbados belarus
belgium belize benin bhutan bolivia botswana brazil brunei bulgaria burundi cambodia cameroon canada chad chile china colombia congo
croatia cuba cyprus czechia denmark djibouti dominica ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia
georgia germany ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy
jamaica japan jordan kazakhstan kenya kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg
madagascar malawi malaysia maldives mali malta mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal
netherlands nicaragua niger nigeria norway oman pakistan palau panama paraguay peru philippines poland portugal qatar romania russia rwanda
samoa senegal serbia seychelles singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania
thailand togo tonga tunisia turkmenistan tuvalu uganda ukraine united_kingdom united_states united_arab_emirates uruguay uzbekistan vanuatu venezuela vietnam yemen zambia zimbabwe
england scotland wales california texas florida ohio alaska hawaii nevada arizona oregon washington utah colorado georgia virginia michigan illinois pennsylvania massachusetts vermont maine
london paris berlin madrid rome vienna lisbon dublin amsterdam brussels copenhagen stockholm oslo helsinki warsaw prague budapest athens moscow istanbul
munich hamburg frankfurt cologne zurich geneva milan venice florence naples barcelona seville porto lyon nice marseille manchester liverpool edinburgh glasgow birmingham leeds bristol brighton oxford cambridge
new_york new_york_city los_angeles chicago houston phoenix philadelphia san_antonio san_diego dallas austin san_francisco seattle denver boston atlanta miami orlando las_vegas portland detroit nashville
toronto vancouver montreal ottawa calgary sydney melbourne brisbane perth auckland wellington tokyo osaka kyoto beijing shanghai shenzhen hong_kong seoul busan taipei bangkok hanoi jakarta manila bali
mumbai delhi bangalore hyderabad chennai kolkata pune karachi lahore dhaka kathmandu colombo dubai doha riyadh tehran baghdad cairo lagos nairobi johannesburg accra casablanca rio sao_paulo lima bogota santiago havana
`;
