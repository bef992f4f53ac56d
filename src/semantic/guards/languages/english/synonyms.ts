/**
 * Groups of words of which one can stand for the other in a question without another answer, one group a line; the first
 * names the group. A word belongs to one group, with its inflections; with `!` it is meant in this form and its plural
 * only (`staff!` is no `staffing`). `_` joins words that stand side by side. What is the same only now and then is no
 * synonym here: `ship` and `deliver`, `lower` and `reduce` ("lower back pain"), `reimburse` and `refund`.
 */
export const synonymGroups = `
fastest quickest speediest
nearest closest
delete erase remove eliminate get_rid_of
discard throw_away throw_out dispose_of
create make build generate construct produce set_up setup establish
begin start commence initiate kick_off
end finish conclude terminate
stop halt cease quit
buy purchase
get obtain acquire receive retrieve fetch
fix repair mend resolve solve troubleshoot sort_out
change modify alter amend
replace substitute swap
choose select pick
show display
hide conceal
find locate look_up search_for look_for
verify confirm validate
enable activate turn_on switch_on
disable deactivate turn_off switch_off
close shut
connect link hook_up
disconnect unlink
sign_in log_in login log_on logon signin
sign_out log_out logout log_off logoff signout
sign_up register enroll signup registration enrollment
send transmit
ship dispatch
delivery! shipping! shipment!
delivery_address shipping_address
delivery_fee shipping_fee delivery_charge shipping_charge delivery_cost shipping_cost
big large huge enormous
small little tiny
fast quick rapid speedy
cheap inexpensive affordable low_cost
expensive costly pricey
price cost
fee charge
quantity amount
minimum lowest
maximum highest
largest biggest
car automobile
car_insurance auto_insurance motor_insurance
car_loan auto_loan
cellphone mobile_phone cell_phone smartphone mobile!
phone telephone
phone_number telephone_number
tv television telly
refrigerator fridge
movie film!
photo picture! image photograph pic
sofa couch
apartment flat!
vacation annual_leave
garbage trash rubbish
elevator lift!
pavement sidewalk
luggage baggage
gas_station petrol_station filling_station
gasoline petrol
doctor physician
lawyer attorney solicitor
physician_assistant
occupation profession
boss supervisor
company firm!
employee staff! staffer worker
salary wage! wages paycheck pay_packet
invoice bill!
refund money_back
return send_back bring_back give_back
cancel call_off
postpone put_off defer
allow permitted!
forbid prohibit ban
require need necessitate
help assist assistance
use utilize
try attempt
explain clarify
happen occur take_place
keep retain
contain include comprise
difference differ distinction compare versus comparison
error mistake
problem issue! trouble
broken! damaged! faulty defective
reply respond response
ask inquire enquire
speak talk
child kid youngster
baby infant
teenager teen adolescent
elderly senior_citizen
mother mom mommy mummy!
father dad daddy
grandmother grandma granny
grandfather grandpa granddad
ill sick unwell
pain ache hurt
medicine medication
injection shot! jab
vomit throw_up puke
stomach belly tummy abdomen
tired exhausted fatigued!
happy glad
sad unhappy
afraid scared frightened!
smart intelligent clever
rich wealthy
reason cause
result outcome
benefit advantage
drawback disadvantage downside
often frequently
rarely seldom
immediately instantly right_away straight_away at_once
automatically on_its_own by_itself
permanently for_good forever
approximately roughly
afterwards later
document paperwork
application app
computer pc
laptop notebook_computer
website web_site site!
webpage web_page
email e_mail electronic_mail
folder directory
list enumerate
convert transform turn_into
calculate compute
exercise workout work_out
increase raise boost
decrease reduce lessen cut_down_on
improve enhance
teacher instructor
student pupil
exam examination test!
university uni college
reserve book booking reservation
plane airplane aircraft
bicycle bike
motorcycle motorbike
store! shop!
drink beverage
eggplant aubergine
zucchini courgette
scallion green_onion spring_onion
ground_beef minced_beef beef_mince
chickpea garbanzo_bean garbanzo
bell_pepper capsicum
powdered_sugar icing_sugar confectioners_sugar
baking_soda bicarbonate_of_soda
baking_powder
all_purpose_flour plain_flour
whole_wheat_flour wholemeal_flour
cornstarch corn_starch
shrimp prawn
jump leap
woman lady
man gentleman
path trail
stone! rock!
cry weep
cold chilly
clean wash
pretty beautiful
dangerous unsafe hazardous
wrong incorrect
whole entire
main primary
additional extra
enough sufficient
complete fill_in fill_out
expire lapse
restore recover
restart reboot
username user_name login_name
opening_hours business_hours hours_of_operation opening_times hours_open opening_time store_hours
law legislation
legal lawful
illegal unlawful
tenant renter
contract agreement
free_trial trial_period
coupon promo_code discount_code promotional_code coupon_code voucher_code
gift present!
gift_card gift_voucher gift_certificate
package! parcel
weight_loss lose_weight
eat consume
weigh weight
height tall
age how_old
duration how_long
size dimension
date_of_birth birthday birth_date birthdate
surname last_name family_name
first_name given_name forename
country nation
free complimentary gratis
out_of_stock sold_out
in_stock
submit hand_in turn_in
hire recruit
dismiss fired! sacked!
resign quit_my_job
colleague coworker co_worker
schedule timetable
deadline due_date
work_from_home remote_work telecommute telework work_remotely
run execute
math mathematics maths
customer_service customer_support customer_care client_service
contact get_in_touch_with get_in_touch reach_out_to get_hold_of get_ahold_of
complaint complain
unsubscribe opt_out
order_number order_id
tracking_number tracking_id tracking_code
payment_method method_of_payment payment_option
shopping_cart shopping_basket
wishlist wish_list
preorder pre_order
secondhand second_hand preowned pre_owned
size_chart size_guide
pin_number pin_code pin
repay pay_back
bank_statement account_statement
top_up topup
interest_rate rate_of_interest
credit_score credit_rating
stock_market share_market
plane_ticket flight_ticket air_ticket airline_ticket
carry_on hand_luggage hand_baggage carry_on_bag carry_on_luggage carry_on_baggage cabin_baggage cabin_luggage cabin_bag
checked_bag checked_baggage checked_luggage hold_luggage
car_rental car_hire
rent_a_car hire_a_car
subway metro
train_station railway_station
driving_license drivers_license driver_license driving_licence driver_'s_license
timezone time_zone
jet_lag jetlag
city_center downtown city_centre town_centre town_center
heart_attack myocardial_infarction
high_blood_pressure hypertension
low_blood_pressure hypotension
high_blood_sugar hyperglycemia
low_blood_sugar hypoglycemia
chickenpox chicken_pox varicella
birth_control contraception
side_effect adverse_effect
painkiller pain_killer pain_reliever
physical_therapy physiotherapy
physical_therapist physiotherapist
urinate pee
blood_test blood_work
prenatal antenatal
stomachache stomach_ache tummy_ache
headache head_ache
toothache tooth_ache
backache back_ache
earache ear_ache
shortness_of_breath breathlessness
insomnia sleeplessness
pimple zit
cardiologist heart_doctor heart_specialist
dermatologist skin_doctor skin_specialist
ophthalmologist eye_doctor
cover_letter covering_letter
probation probationary_period probation_period
payslip pay_slip pay_stub paystub wage_slip
pay_raise pay_rise salary_increase wage_increase salary_raise
full_time fulltime
part_time parttime
severance severance_pay severance_package
recommendation_letter letter_of_recommendation reference_letter
undergraduate undergrad
spam junk_mail junk_email
screenshot screen_shot screen_capture
keyboard_shortcut hotkey shortcut_key
uppercase upper_case capital_letter
lowercase lower_case small_letter
iterate_over loop_over loop_through iterate_through
environment_variable env_var
command_line command_prompt
webcam web_camera
plastic_wrap cling_film cling_wrap saran_wrap
aluminum_foil tin_foil tinfoil
frying_pan skillet
barbecue bbq barbeque
takeout takeaway take_away
soft_drink fizzy_drink
diaper nappy
stroller pushchair
vacuum_cleaner hoover
trash_can garbage_can rubbish_bin dustbin
lawnmower lawn_mower
dryer tumble_dryer clothes_dryer
backyard back_yard
zip_code postcode postal_code post_code zipcode
sweater pullover
truck lorry
windshield windscreen
license_plate number_plate
parking_lot car_park
freeway motorway
traffic_light stoplight traffic_signal
crosswalk pedestrian_crossing zebra_crossing
roundabout traffic_circle
movie_theater cinema
pharmacy drugstore
supermarket grocery_store
estate_agent real_estate_agent realtor
police_officer policeman cop!
firefighter fireman
mailman postman mail_carrier
flight_attendant stewardess air_hostess
hippopotamus hippo
rhinoceros rhino
chimpanzee chimp
ladybug ladybird
headquarters head_office main_office
everyday day_to_day
earth world
think believe
decline reject refuse
recently lately
grateful thankful
combine merge
difficult hard
easy simple
strange weird
famous well_known
terrible awful horrible
delicious tasty yummy
disease illness
probability likelihood
trip journey
marijuana cannabis
tv_show tv_series television_show television_series
browser web_browser
antivirus anti_virus
newline line_break
dropdown drop_down
popup pop_up
plugin plug_in
addon add_on
runtime run_time
follow_up followup
filename file_name
processor central_processing_unit
food_processor
word_processor
goal objective
guesthouse guest_house
world_cup
credit_card
fall_asleep
wake_up
`;
