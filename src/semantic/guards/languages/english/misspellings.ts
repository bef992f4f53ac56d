/** Usual misspellings and chat spellings of words that questions are made of, as `right=wrong,wrong`. */
export const misspellings = `
which=wich,whcih,whihc what=waht,wht,whta,hwat how=hw,hwo why=y,hwy when=wehn,whn where=wher,whre between=betwen,beetween,bewteen,betwween
because=becuase,becasue,becouse,beacuse,bcoz,cuz,coz,bcz their=thier this=tihs,thsi the=teh,hte that=taht,htat and=adn with=wiht,w/
without=witout,wihtout,withot,w/o you=u,yuo your=ur,yoru should=shoud,shuold,shold would=woud,wuold could=coud,cuold does=deos
can=cna about=abt,abuot,aobut before=befor,beofre,bfore after=aftr,agter again=agian already=allready always=alwasy,allways
among=amoung until=untill through=throught,throgh instead=insted enough=enought,enogh across=accross people=poeple,peple,peopel
available=availble,avaliable,availabe,avaible,availible believe=beleive,belive beginning=begining beginner=begginer,beginer
business=buisness,bussiness,busines,bisness calendar=calander category=catagory change=chnage,chagne,chnge,chage coming=comming
comparison=comparision definitely=definately,definitly definition=defination,definiton,defintion
difference=diference,differnce,diffrence,differece,difffernce,diffference,differance differences=diffrences,diferences,differnces
different=diffrent,diferent,differnt difficult=dificult,difficlt disappear=dissapear embarrass=embarass embarrassed=embarassed
environment=enviroment,enviornment example=exmaple,exampel,examle,exsample,exapmle explain=explane,expalin,explian
exercise=excercise,excersise,exersise existence=existance experience=experiance,expirience familiar=familar field=feild
finally=finaly foreign=foriegn,foreing friend=freind,frend friends=freinds,frends government=goverment,govermnent grammar=grammer
guarantee=garantee,guarentee,gaurantee happened=happend height=heigth,hieght immediately=immediatly,imediately
important=importent,importnat,imporant independent=independant information=infomation,informtion,infromation,informaton
interesting=intresting interest=intrest,interst interested=intrested knowledge=knowlege,knowlegde,knowladge
language=langauge,languge,lanugage,lauguage,laguage library=libary license=lisence,liscense
maintenance=maintainance,maintenence management=managment misspell=mispell money=mony,moeny
necessary=neccessary,necesary,neccesary,neccessery noticeable=noticable number=nubmer,numbr,nmber
occurred=occured,ocurred occurring=occuring occurrence=occurence opportunity=oppurtunity,oportunity,opertunity,opurtunity
original=orignal,orginal parallel=paralel,parrallel password=passowrd,pasword,passwrod,passwrd,pasward piece=peice
possible=posible,possble,posibble,possable preferred=prefered preference=prefrence problem=probem,problm,porblem,prolem,problme,proble
probably=probaly,probly,probally pronunciation=pronounciation programming=programing,programmming
python=pyhton,phyton,pythn javascript=javscript,javasript,javascipt question=questoin,quesiton,qustion,queston
recommend=reccomend,recomend,recommand,reccommend receive=recieve,receve,recive received=recieved,recived receiving=recieving
receipt=recipt,reciept referring=refering referred=refered refrigerator=refrigirator,refridgerator religious=religous
remember=rember,remeber,remmeber requirement=requirment requirements=requirments restaurant=resturant,restaraunt,restarant,resturaunt
rhythm=rythm,rythym schedule=shedule,scedule,schedual separate=seperate separately=seperately separated=seperated
similar=similiar,simular sincerely=sincerly speech=speach strategy=stategy successful=succesful,successfull,sucessful,succesfull
success=sucess,succes succeed=suceed surprise=suprise,surprize temperature=temperture,temprature,tempature,temparature
tomorrow=tommorow,tommorrow,tomorow,tomorro yesterday=yesturday transfer=tranfer,transfar,trasfer,trnasfer
transferred=tranfered,transfered,tranferred transferring=transfering,tranferring truly=truely,trully vacuum=vaccum,vacume
vegetable=vegatable,vegetible vehicle=vehical,vehicel vitamin=vitamen,vitimin weird=wierd writing=writting,writeing yield=yeild
achieve=acheive,achive achieved=acheived accommodate=accomodate accommodation=accomodation,acomodation
account=accout,acount,accuont,accont address=adress,addres,addess,adres advertisement=advertisment aggressive=agressive
apparent=apparant appearance=appearence application=aplication,applicaton,appication apply=aplly,aply argument=arguement
assassin=assasin attention=atention basically=basicly benefit=benifit,benfit benefits=benifits broccoli=brocolli
cancel=cancle,cancell colleague=collegue commit=comit committed=commited community=comunity communication=comunication
conscious=concious,consious congratulations=congradulations cemetery=cemetary currency=curency,currancy,currecy
delivery=delivry,delievery,delivary deposit=depsoit,despoit,depost disease=desease,diesease,diseas disappoint=dissapoint
doctor=docter,doctr,docotr document=documant,docuement,documnet download=donwload,downlaod,dowload email=emial,emal,eamil
exchange=exchage,exhange,echange facebook=facbook,facebok favorite=favourit,favorit february=febuary,feburary
fluorescent=flourescent forty=fourty function=fucntion,funtion,funciton,fuction,functon gmail=gmial google=gogle,googel,goole
hygiene=hygeine hypocrisy=hypocracy identity=idenity,idetity instagram=instagarm,instagran insurance=insurence,insurane,insurace
intelligent=inteligent intelligence=intelligance,inteligence interview=interveiw,intervew jewelry=jewelery
length=lenght,lengh,lenth marriage=marrage,mariage medicine=medcine,medecine,medicin millennium=milennium minutes=minuts,mintues
mortgage=morgage,mortage neighbor=nieghbor occasion=occassion official=offical office=ofice payment=paymet,paymnet,payemnt,payement
permission=permision pharaoh=pharoah physics=phisics psychology=physcology,pyschology,psycology,phychology possession=posession
pregnant=pregnent,pregant,pregnat,prgnant prescription=prescrition,perscription,perscritpion pressure=presure,preasure
privilege=privelege,priviledge process=procces,proccess,proces professional=profesional professor=professer,profesor,proffesor
property=propery recovery=recovry reference=refrence refund=refud,refudn,refnd relevant=relevent release=relase renewal=renewel
salary=salery,sallary,salry sandwich=sandwhich several=sevral shipping=shiping shipment=shippment suggest=sugest support=suport,supprot
symptom=symtom,sympton symptoms=symtoms,symptons,simptoms,syptoms threshold=thershold thought=thougt
transaction=transation,transacton,trasaction travel=travle treatment=treatement,treament twelfth=twelth
university=univeristy,univercity,universty,unversity update=upate,udpate,updte vaccine=vacinne,vacine valuable=valueable
verify=varify,verfiy,verfy,verifiy website=wesite,webiste,websit weight=weigth,wieght whatsapp=whatsap,whatapp
withdrawal=withdrawl,withdrawel,withdawal work=wrok write=wirte,wrtie youtube=youtub,yotube
recursion=recurshion,recusion variable=varable,variabel string=strng database=databse,datbase
algorithm=algoritm,algorythm,algorith array=aray dictionary=dictonary,dictionery parameter=paramter,paramater
`;
