package analysis

import "strings"

// stopWords are the English words that a query can do without.
var stopWords = wordSet(`
a about above after again against all also although always am among an and another any anyone anything are
arent around as at be became because been before being below between both but by came can cannot cant come could couldnt
did didnt do does doesnt doing done dont down during each either else enough etc even ever every few for from
further get gets getting given gives go goes going gone got had hadnt has hasnt have havent having he hed hell her
here hers herself him himself his how however i id if ill im in into is isnt it itd itll its itself ive just let lets
made make makes many may me might mine more most much must my myself neither nor not now of off often on once one only or
other others ought our ours ourselves out over own per perhaps quite rather really said same say saying says shall
she shed shes should shouldnt since so some something such take taken than that thats the their theirs them
themselves then there theres these they theyd theyll theyre theyve this those though through thus to told
too toward towards under until up upon use used very via want was wasnt we wed well went were werent weve
what whats when where whether which while who whom whose why will with within without wont would wouldnt yet
you youd youll your youre yours yourself yourselves`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
