/**
 * Groups of words of one meaning in most questions, one group a line; the first word names the group. A word belongs
 * to one group. `_` joins words that stand side by side. General English, and names that one thing goes by.
 */
export const synonymGroups = `
delete erase remove eliminate discard wipe get_rid_of throw_away strip purge
create make build generate construct produce set_up setup establish compose
begin start commence launch initiate kick_off
end finish conclude terminate
stop halt cease quit
buy purchase
get obtain acquire receive retrieve fetch
fix repair mend troubleshoot resolve solve
change modify alter edit adjust amend
replace swap substitute exchange
choose select pick
show display
hide conceal
find locate look_up search_for look_for
verify confirm validate check double_check
enable activate turn_on switch_on
disable deactivate turn_off switch_off
open unseal
close shut
connect link hook_up pair attach join
disconnect unlink detach unpair
sign_in log_in login log_on logon signin
sign_out log_out logout log_off logoff signout
sign_up register enroll enrol signup registration enrollment enrolment
send transmit dispatch
ship deliver delivery shipment shipping
big large huge
small little tiny
fast quick rapid speedy
cheap inexpensive affordable
expensive costly pricey
price cost fee charge fare
quantity amount
minimum min lowest least smallest
maximum max highest most largest biggest
car automobile vehicle
cellphone mobile_phone cell_phone smartphone mobile
phone telephone
tv television telly
refrigerator fridge
movie film
photo picture image photograph pic pics
sofa couch
apartment flat
holiday vacation
garbage trash rubbish
elevator lift
pavement sidewalk
luggage baggage
autumn fall_season
gas_station petrol_station
doctor physician
lawyer attorney solicitor
physician_assistant
job occupation
boss supervisor
company firm corporation
employee staff worker staffer
salary wage pay_packet pay
money cash_money
purchase_order po
invoice bill
receipt
refund reimburse reimbursement money_back
return send_back bring_back give_back
cancel call_off
reschedule
postpone delay put_off defer
allow permit let authorise authorize
forbid prohibit ban bar
require need necessitate
help assist aid assistance
use utilize utilise employ
try attempt
explain clarify
happen occur take_place
keep retain hold_on_to
contain include comprise
also
difference differ distinction compare versus vs comparison
error mistake bug
problem issue trouble
broken damaged faulty defective
answer reply response respond
ask inquire enquire
speak talk
child kid youngster
baby infant newborn
toddler
teenager teen adolescent
elderly senior_citizen
mother mom mum
father dad
spouse
ill sick unwell
pain ache hurt sore
medicine medication drug
shot injection jab vaccine_shot
vomit throw_up
stomach belly tummy abdomen
tired fatigued exhausted weary
happy glad
sad unhappy
angry mad
afraid scared
smart intelligent clever
rich wealthy
begin_date
purpose
reason cause why_reason
result outcome
effect
benefit advantage pro
drawback disadvantage con downside
symptom
often frequently regularly
frequency
rarely seldom
always
immediately instantly right_away straight_away at_once right_now
automatically on_its_own by_itself
permanently for_good forever
approximately about_number roughly around_number approx
during
prior_to before
afterwards later
near nearby close_to next_to
far_away
inside
permission
form application_form
document paper paperwork
application app
program software programme
computer pc
laptop notebook_computer
website web_site webpage site web_page
email e_mail mail
internet
picture_frame
folder directory
file
function
list enumerate
convert transform turn_into
translate
calculate compute work_out figure
measure
increase raise boost up_level
decrease reduce lower cut_down lessen
improve enhance better_make
learn study
teach
teacher instructor
student pupil
class course
grade mark
exam test examination
university college uni
homework assignment
book reserve reservation booking
flight
plane airplane aircraft aeroplane
ticket
bicycle bike
motorcycle motorbike
street road
store shop
restaurant
meal
recipe
cook prepare
drink beverage
dessert
cookie biscuit
eggplant aubergine
zucchini courgette
cilantro coriander
scallion green_onion spring_onion
ground_beef mincemeat
shrimp prawn
lawn
jump leap
woman lady
man gentleman
boy
girl
dog
crowd
path track trail
ocean sea
forest woods
stone rock
hat
jog
cry weep
near_to
hot
cold chilly
clean wash cleanse
wet
pretty beautiful attractive
old
new
recent
safe
dangerous unsafe hazardous risky
kind_person
correct right_correct accurate
wrong incorrect false
true
whole entire
main primary principal chief
additional extra
separate
necessary needed required essential
enough sufficient
duplicate repeated
empty blank
full
complete fill_in fill_out
expire run_out lapse
validity
renew renewal
upgrade
update refresh
install installation
uninstall
download
upload
copy
paste
save store_data
restore recover
backup back_up
reset
restart reboot
crash
freeze
unlock unblock
lock block
password passcode pwd
username user_name login_name
account acct
profile
user
administrator admin
manager mgr
department dept
address addr
number no.
telephone_number phone_number
location whereabouts
hour_opening opening_hours business_hours hours_open
credit_card
transfer wire
withdraw withdrawal take_out_money
deposit
loan
mortgage
interest
tax
insurance
claim
rent
landlord
tenant renter
contract agreement
law legislation
legal lawful
illegal unlawful
divorce
trial_period free_trial
subscription
member
discount
coupon voucher promo_code discount_code
gift present
package parcel
order
track trace
weight_loss lose_weight
gain
eat consume
sleep
walk
swim
run
fall_asleep
wake_up
grow
plant
animal
weather
temperature
size dimension
weigh weight
height tall
length long_how
distance
age how_old
time_of_day
duration how_long
date_of_birth birthday dob birth_date
name
nickname
surname last_name family_name
first_name given_name
country nation
city
capital
population
language
currency
government
president
best_way
tutorial walkthrough
requirement
condition
policy
rule
limit cap
permanent lasting
temporary
free complimentary gratis
available in_stock
unavailable out_of_stock
request apply_for
submit hand_in turn_in
publish post
share
invite
hire recruit
fire dismiss sack
resign
promote promotion
colleague coworker co_worker
meeting
schedule timetable
deadline due_date
vacation_day
maternity
parental
overtime
remote work_from_home wfh telecommute
office
`;
