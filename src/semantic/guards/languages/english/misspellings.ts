/**
 * Usual misspellings and chat spellings of words that questions are made of, as `right=wrong,wrong`: of those that belong
 * to a phrase, a group or the grammar. Other slips are found by comparing the words of two texts.
 */
export const misspellings = `
which=wich,whcih,whihc what=waht,wht,whta,hwat how=hw,hwo why=y,hwy when=wehn,whn where=wher,whre
between=betwen,beetween,bewteen,betwween because=becuase,becasue,becouse,beacuse,bcoz,cuz,coz,bcz their=thier
this=tihs,thsi the=teh,hte that=taht,htat and=adn with=wiht,w/ without=witout,wihtout,withot,w/o you=u,yuo
your=ur,yoru should=shoud,shuold,shold would=woud,wuold could=coud,cuold does=deos can=cna about=abt,abuot,aobut
before=befor,beofre,bfore after=aftr,agter again=agian already=allready among=amoung until=untill
through=throught,throgh instead=insted enough=enought,enogh across=accross people=poeple,peple,peopel
available=availble,avaliable,availabe,avaible,availible believe=beleive,belive beginning=begining beginner=beginer
business=buisness,bussiness,busines,bisness change=chnage,chagne,chnge,chage coming=comming comparison=comparision
definition=defination,definiton,defintion
difference=diference,differnce,diffrence,differece,difffernce,diffference,differance
differences=diffrences,diferences,differnces different=diffrent,diferent,differnt difficult=dificult,difficlt
environment=enviroment,enviornment example=exmaple,exampel,examle,exsample,exapmle explain=explane,expalin,explian
exercise=excercise,excersise,exersise grammar=grammer happened=happend height=heigth,hieght
immediately=immediatly,imediately information=infomation,informtion,infromation,informaton interest=intrest,interst
license=lisence,liscense money=mony,moeny necessary=neccessary,necesary,neccesary,neccessery noticeable=noticable
number=nubmer,numbr,nmber occurred=occured,ocurred occurring=occuring possible=posible,possble,posibble,possable
preferred=prefered problem=probem,problm,porblem,prolem,problme,proble probably=probaly,probly,probally python=phyton
question=questoin,quesiton,qustion,queston recommend=reccomend,recomend,recommand,reccommend
receive=recieve,receve,recive received=recieved,recived receiving=recieving referring=refering referred=refered
refrigerator=refrigirator,refridgerator requirement=requirment requirements=requirments rhythm=rythym
schedule=shedule,scedule,schedual transferred=transfered transferring=transfering truly=truely vacuum=vaccum,vacume
vehicle=vehical weird=wierd writing=writting,writeing account=accout,acount,accuont,accont
address=adress,addres,addess,adres application=aplication,applicaton,appication apply=aplly basically=basicly
benefit=benifit,benfit benefits=benifits cancel=cancle,cancell colleague=collegue committed=commited
delivery=delivry,delievery,delivary deposit=depsoit,despoit,depost disease=desease,diesease,diseas
doctor=docter,doctr,docotr document=documant,docuement,documnet email=emial,emal,eamil forty=fourty gmail=gmial
google=gogle,googel,goole identity=idenity,idetity insurance=insurence,insurane,insurace intelligent=inteligent
intelligence=intelligance,inteligence medicine=medcine,medecine,medicin office=ofice
payment=paymet,paymnet,payemnt,payement psychology=physcology prescription=perscription,perscritpion
pressure=presure,preasure process=procces,proccess,proces property=propery reference=refrence
refund=refud,refudn,refnd renewal=renewel salary=salery,sallary,salry several=sevral shipping=shiping
shipment=shippment suggest=sugest support=suport,supprot thought=thougt
university=univeristy,univercity,universty,unversity vaccine=vacinne valuable=valueable
verify=varify,verfiy,verfy,verifiy website=wesite,webiste,websit weight=weigth,wieght work=wrok write=wirte,wrtie
variable=varable,variabel
language=lauguage similar=simular speech=speach surprise=surprize vitamin=vitamen,vitimin professor=professer update=upate,updte array=aray
`;
