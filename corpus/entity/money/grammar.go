package money

// The words by which the subject of a sum is found: what cannot be part of a noun phrase, verbs that say
// how much something is, and verbs that say what was done with the money.

// functions end a noun phrase, or cannot begin one.
var functions = wordSet(`a an the this that these those its their his her our my your it they he she we you i who which what whose whom him them us me there
	in on at by with from to for as into onto of over under after before during until till since through throughout against between among about above below without
	within per than via because despite amid near upon toward towards across along around behind beyond except like off out up down
	and or but nor so if when while where whether although though unless however yet because
	is are was were be been being am has have had do does did will would shall should can could may might must not no
	said says say saying told tells added adds according reported reports announced noted
	more less higher lower short larger bigger better worse alone apart ahead away back again here there too also still just only even instead both each all any some
	today yesterday tonight tomorrow now then ago earlier later already soon once twice daily
	every another show shows showed assuming
	stolen taken held made paid owed lost sold won given spent sent set put brought bought built got gets get goes went came come comes
	rose fell grew drew left begun began shown known seen found kept hit cut led met sought taught caught due owing including excluding compared versus vs
	it's that's there's what's he's she's they're we're you're i'm i've they've we've who's here's let's don't doesn't didn't isn't wasn't won't can't couldn't
	make makes making take takes taking give gives giving allow allows help helps helped use uses used include includes excludes exclude excluded included contains contain compare compares compared consist consists covers cover remains remain`)

// whens are words that tell a time or a place in an order, not a purpose.
var whens = wordSet(`yr yrs year-ago year-earlier unchanged prior pct mths qtr year years month months quarter quarters week weeks day days hour hours half decade period fiscal calendar recent past last next previous same first second
	third fourth fifth final latest coming early late mid morning afternoon evening night spring summer autumn fall winter weekend time times total addition response court
	line turn terms comparison trading particular general part exchange-rate date january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday one two three four five six nine ten twelve several
	example instance christmas weekend weekends weekday weekdays midweek overnight mid-afternoon mid-morning midday noon mid-week mid-session midsession yesterday's today's night's week's month's year's quarter's monday's friday's full-year year-end half-year mid-year record term minutes seconds order fact advance`)

// generic nouns before "of" say nothing of what the money is for.
var generic = wordSet(`bpd nominal firmer easier compares consist consists denominations tonnes barrels lots points range mark area limit ceiling threshold total sum amount amounts average maximum minimum excess tune record equivalent instead out worth figure level high low each all because order
	region neighborhood neighbourhood bulk most part some rate majority half quarter third share much upwards north south range totals sums rest remainder
	outside ahead afraid top front view short shy basis cif fob way par spot while close certain`)

// scalars are verbs of which the subject is what the sum measures: "revenue rose to $5 million".
var scalars = wordSet(`run runs ran lie lies lay total exceed reach exceeded rose rise rises rising fell fall falls falling climbed climb climbs dropped drop drops jumped grew grow grows increased increase increases decreased
	declined decline declines totaled totalled totals totaling totalling amounted amounts amounting reached reach reaches stood stand stands was were is are be been
	came hit surged plunged slipped slid widened narrowed shrank exceeded exceeds exceeding topped tops averaged averaging averages swung edged closed opened ended traded trades settled
	estimated put valued expected forecast projected soared tumbled rebounded doubled tripled gained lost sank dipped eased firmed advanced ranges ranged ranging ranks
	worth priced costs cost costing begin begins began start starts started remained remains remain holding containing carrying assessed appraised pegged equals equaled represented
	could would may might will should to`)

// deeds are verbs that by themselves say what was done with the money.
var deeds = wordSet(`need needs needed want wants wanted require requires required take assume assumed assumes paid pay pays paying spend spends spent spending earn earns earned earning lost lose loses losing raise raises raised raising invest invests invested investing
	borrow borrowed borrowing owe owes owed owing donate donates donated donating give gives gave given giving steal steals stole stolen stealing win wins won winning fine fined
	pledge pledges pledged pledging lend lends lent lending save saves saved saving sell sells sold selling buy buys bought buying acquire acquired acquiring purchase purchased purchasing
	cost costs costing award awarded awarding charge charges charged charging receive receives received receiving secure secured securing fetch fetches fetched fetching generate
	generates generated generating contribute contributed contributing collect collected collecting recover recovered recovering seize seized launder laundered laundering allocate
	allocated allocating approve approved budget budgeted seek seeks sought seeking demand demands demanded demanding offer offers offered offering bid refund refunded repay repaid
	reimburse reimbursed embezzle embezzled embezzling defraud defrauded swindled scammed cheated extort extorted bribed transferred wired sent send sending deposited withdrew withdrawn
	withdraw funded financed subsidised subsidized contributed bequeathed left insured ransomed gross grossed grosses netted made make makes bring brings brought took takes taken
	tipped gambled wagered bet charged billed invoiced deducted cut slashed trimmed committed commits earmarked injected inject pumped poured ploughed plowed sank provide provides provided providing
	grant granted loaned promise promises promised promising net nets netting loan claim claims claimed claiming sued compensate compensated overcharged hand handed found stashed smuggled issue issues issued issuing`)

// determiners before a sum make it the measure of the noun after it: "a $5 million settlement".
var determiners = wordSet("a an the this that its their his her our my your another one each every no any some such new first second latest whose planned proposed recent")

// nounsToo are deeds that are nouns as often.
var nounsToo = wordSet(`loan purchase purchases offer offers cost costs bid charge charges bet claim claims fine grant issue demand demands fund award awards cut pay return
	donation spending lending buy deal budget gross net`)

// pronouns before a word in "ed" make it a verb.
var pronouns = wordSet("it he she they we you i who which that")
