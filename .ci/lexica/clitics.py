"""Builds src/segment/data/{stems.txt,backoff.tsv,clitics.tsv}: how freely stems stand as words of their own.

    python3 -m venv V && V/bin/pip install numpy && V/bin/python .ci/lexica/clitics.py SHARED/corpora src/segment/data

A reading of a word is a chain of proclitics, a stem and perhaps a pronoun. A small network gives each stem a strength from what a
frequency list says of it (how often it stands alone, with the article, with conjunctions, with endings); readings are ranked by
chain + strength + pronoun, and the network is trained on treebank sentences, on corpora with و, ف and pronouns split off, on names
that carry nothing, and on a list of our own. Three networks are averaged. Then only those strengths are kept without which a word of
the 200,000 most frequent would be read otherwise; the others are guessed from length and ends. About four minutes.
WikiNews is for measuring only (tests/segmentation.rs) and is not read here.
"""
import collections
import math
import os
import re
import sys

import numpy as np

S = sys.argv[1].rstrip('/') + '/'
OUT = sys.argv[2].rstrip('/') + '/'
MARK=re.compile('[\u0610-\u061a\u064b-\u065f\u0670ـ]')
def letters(w): return MARK.sub('',w)
AL=str.maketrans('أإآٱى','ااااي')
def key(w): return letters(w).translate(AL)
ARW=re.compile('^[ء-غف-ي]+$')
ENC=['ها','هم','هما','هن','ه','نا','كم','ك','ني']
IMPF='يتنا'
def chains(f):
    out=[]; pres=[((),f)]
    if len(f)>1 and f[0] in 'وف': pres.append(((f[0],),f[1:]))
    for pre,r in pres:
        out.append((pre,r))
        if len(r)>3 and r.startswith('ال'): out.append((pre+('ال',),r[2:]))
        if len(r)>3 and r.startswith('لل'): out.append((pre+('ل','ل'),r[2:]))
        if len(r)>1 and r[0] in 'بلك':
            q=r[1:]; out.append((pre+(r[0],),q))
            if len(q)>3 and q.startswith('ال'): out.append((pre+(r[0],'ال'),q[2:]))
        if len(r)>2 and r[0]=='س' and r[1] in 'يتنأ': out.append((pre+('س',),r[1:]))
    return out
def lemma(r):
    """stem keys for a remainder before a pronoun"""
    o=[r]
    if r.endswith('ت') and len(r)>2: o.append(r[:-1]+'ة')
    if r[-1:] in 'ؤئ' and len(r)>2: o.append(r[:-1]+'ء')
    if r.endswith('ا') and len(r)>1: o.append(r[:-1]+'ي')
    if r.endswith('و') and len(r)>2: o.append(r+'ا')
    return o
def cands(f):
    """list of (procs, stem form, enc, stemkey)"""
    out=[]
    for pre,r in chains(f):
        if not r: continue
        det=pre[-1:] in (('ال',),) or pre[-2:]==('ل','ل')
        fut=pre[-1:]==('س',)
        if fut and r[0] not in 'يتنأا': continue
        out.append((pre,r,'',key(r)))
        if det: continue
        for e in ENC:
            if r.endswith(e) and len(r)>len(e):
                s=r[:-len(e)]
                if s[-1] in 'ةى' : continue
                if len(s)<2 : 
                    if s not in 'لب' : continue
                for k in lemma(key(s)):
                    out.append((pre,s,e,k))
    return out
def load_freq():
    d=collections.Counter()
    for l in open(S+'words/wordfreq_large_ar.tsv',encoding='utf8'):
        p=l.rstrip('\n').split('\t')
        if len(p)!=2 or p[0]=='word': continue
        if not ARW.match(p[0]): continue
        d[p[0]]+=10**(-int(p[1])/100)*1e8
    return d
freq=load_freq()
F=collections.Counter()
for w,f in freq.items(): F[key(w)]+=f
L=lambda k: math.log10(F[k]+1) if k in F else 0.0
PROBE=['ال','و','ب','ل','ف','وال','بال','لل','س','ي','ت']
POST=['ه','ها','هم','ة','ات','ين','نا','ية','ي','ت','وا','ا']
phi_cache={}
trig=collections.Counter(); big=collections.Counter()
for k,f in F.items():
    if k.startswith('ال') or k.startswith('و') : continue
    x='^^'+k+'$'; wt=math.log1p(f)
    for i in range(2,len(x)): trig[x[i-2:i+1]]+=wt; big[x[i-2:i]]+=wt
def clp(k):
    x='^^'+k+'$'; v=0
    for i in range(2,len(x)): v+=math.log((trig[x[i-2:i+1]]+.05)/(big[x[i-2:i]]+2))
    return v
def phi(k):
    v=phi_cache.get(k)
    if v is not None: return v
    l=L(k); n=len(k)
    v=[l/4, 1.0 if l==0 else 0.0, min(n,8)/8, n==1, n==2, n==3, n==4, clp(k)/20]
    for p in PROBE:
        a=L(p+k); v+= [a/4, (a-l)/4 if a>0 or l>0 else 0]
    for s in POST:
        b=k[:-1]+'ت' if k.endswith('ة') else k
        a=L(b+s); v+= [a/4]
    # does k itself look prefixed
    r=k[1:]
    if k[0] in 'وفبلكس' and n>2:
        a=L(r); v+=[1,a/4,(l-a)/4, (L('ال'+r)-l)/4,(L('و'+r)-l)/4, (L('ال'+k))/4, (L('و'+k)-l)/4]
    else: v+=[0]*7
    if k.startswith('ال') and n>3:
        a=L(k[2:]); v+=[1,a/4,(l-a)/4]
    else: v+=[0]*3
    for ch in 'وفبلكسايتنم': v.append(k[0]==ch)
    for ch in 'ةيتاونهءؤئ': v.append(k[-1]==ch)
    v=np.array(v,dtype=np.float32); phi_cache[k]=v
    return v
PRE={};
def preid(p): return PRE.setdefault(p,len(PRE))
ENCI={'':0}
for e in ENC: ENCI[e]=len(ENCI)
def pud():
    out=[];
    sent=[];
    def flush(sent):
        i=0
        cur=[]
        for t in sent:
            cur.append(t)
            if 'SpaceAfter=No' in t[9].split('|'): continue
            out.append(cur); cur=[]
        if cur: out.append(cur)
    for l in open(S+'morphology/ar_pud-ud-test.conllu',encoding='utf8'):
        l=l.rstrip('\n')
        if l.startswith('#'): continue
        if not l: flush(sent); sent=[]; continue
        sent.append(l.split('\t'))
    flush(sent)
    res=[]
    for toks in out:
        # split at punctuation
        grp=[];groups=[]
        for t in toks:
            if not ARW.match(letters(t[1])):
                if grp: groups.append(grp); grp=[]
                continue
            grp.append(t)
        if grp: groups.append(grp)
        for g in groups:
            pro=[];stem=None;enc='';bad=False
            for t in g:
                f=letters(t[1])
                if stem is None and f in('و','ف','ب','ل','ك','س','أ') and t[3] in('ADP','CCONJ','SCONJ','PART','AUX','ADV') and t is not g[-1]: pro.append(f)
                elif stem is None:
                    if t[3] in('NOUN','ADJ','PROPN','NUM','ADV','X') and f.startswith('ال') and len(f)>3 and f!='الله': pro.append('ال'); stem=f[2:]
                    elif pro and pro[-1]=='ل' and 'Definite=Def' in t[5] and f.startswith('ل') and t[3] in('NOUN','ADJ','PROPN','NUM') and len(f)>3 and not F[key(f)]>F['ال'+key(f)]*0+1e9: pro.append('?'); stem=f
                    else: stem=f
                elif t[3]=='PRON' and f in ENC+['ي']: 
                    if enc: bad=True
                    enc=f
                else: bad=True
            if stem is None or bad or enc=='ي': continue
            res.append((''.join(p for p in pro if p!='?' )+stem+enc,pro,stem,enc))
    return res
def match(w,pro,stem,enc,cs):
    """indices of candidates compatible"""
    ok=[]
    for i,c in enumerate(cs):
        p=[x for x in pro]
        if p[-1:]==['?']:
            q=tuple(p[:-1]);
            if (c[0]==q and c[1]==stem) or (c[0]==q+('ل',) and c[1]==stem[1:]):
                if c[2]==enc: ok.append(i)
            continue
        if c[0]==tuple(p) and c[1]==stem and c[2]==enc: ok.append(i)
    return ok
def data():
    types=collections.Counter(); info={}
    for w,pro,stem,enc in pud():
        k=(w,tuple(pro),stem,enc); types[k]+=1
    rows=[];skip=0
    for (w,pro,stem,enc),n in types.items():
        cs=cands(w); ok=match(w,list(pro),stem,enc,cs)
        if not ok: skip+=n; continue
        if pro[-1:]==('?',) and len(ok)>1:
            # ambiguous llam: prefer article when ال+rest more frequent
            a=[i for i in ok if cs[i][0][-2:]==('ل','ل')]; b=[i for i in ok if i not in a]
            if a and b:
                ok = a if F['ال'+cs[a[0]][3]]>F['ال'+cs[b[0]][3]] else b
        if len(cs)>1: rows.append((w,cs,ok,n))
    print('pud types',len(rows),'skipped',skip)
    return rows
class MLP:
    def __init__(s,d,h,npre,nenc,seed=1):
        r=np.random.RandomState(seed)
        s.p=[r.randn(d,h)*.2,np.zeros(h),r.randn(h,h)*.2,np.zeros(h),r.randn(h)*.2,np.zeros(npre),np.zeros(nenc),np.zeros((npre,4))]
        s.m=[np.zeros_like(x) for x in s.p]; s.v=[np.zeros_like(x) for x in s.p]; s.t=0
    def fwd(s,X):
        W1,b1,W2,b2,w3=s.p[:5]
        h1=np.tanh(X@W1+b1); h2=np.tanh(h1@W2+b2); return h1,h2,h2@w3
    def step(s,X,pre,enc,seg,ok,wt,lr,l2=1e-4):
        h1,h2,sc=s.fwd(X); z=sc+s.p[5][pre]+s.p[6][enc]
        n=len(wt)
        mx=np.full(n,-1e9); np.maximum.at(mx,seg,z); e=np.exp(z-mx[seg]); Zs=np.bincount(seg,e,n); p=e/Zs[seg]
        q=e*ok; Q=np.bincount(seg,q,n); q=q/np.maximum(Q[seg],1e-30)
        loss=-(wt*np.log(Q/Zs)).sum()/wt.sum()
        d=(p-q)*wt[seg]/wt.sum()
        W1,b1,W2,b2,w3=s.p[:5]
        g=[None]*len(s.p)
        g[5]=np.bincount(pre,d,len(s.p[5])); g[6]=np.bincount(enc,d,len(s.p[6])); g[7]=np.zeros_like(s.p[7])
        g[4]=h2.T@d; d2=np.outer(d,w3)*(1-h2**2); g[2]=h1.T@d2; g[3]=d2.sum(0); d1=(d2@W2.T)*(1-h1**2); g[0]=X.T@d1; g[1]=d1.sum(0)
        s.t+=1
        for i in range(len(s.p)):
            gi=g[i]+l2*s.p[i]
            s.m[i]=.9*s.m[i]+.1*gi; s.v[i]=.99*s.v[i]+.01*gi*gi
            s.p[i]-=lr*(s.m[i]/(1-.9**s.t))/(np.sqrt(s.v[i]/(1-.99**s.t))+1e-8)
        return loss
def pack(rows):
    X=[];pre=[];enc=[];seg=[];ok=[];wt=[]
    for i,(w,cs,o,n) in enumerate(rows):
        for j,c in enumerate(cs):
            X.append(phi(c[3])); pre.append(preid(c[0])); enc.append(ENCI[c[2]]); seg.append(i); ok.append(1.0 if j in o else 0.)
        wt.append(n**.5)
    return np.array(X,dtype=np.float64),np.array(pre),np.array(enc),np.array(seg),np.array(ok),np.array(wt)
def train(rows,iters=400,h=24,seed=1,l2=1e-4):
    X,pre,enc,seg,ok,wt=pack(rows)
    m=MLP(X.shape[1],h,200,len(ENCI),seed)
    for it in range(iters):
        lr=.02*(1-it/iters)+.0005
        l=m.step(X,pre,enc,seg,ok,wt,lr,l2)
        if it%100==99: print(it, round(l, 4), flush=True)
    return m
def names():
    rows={}
    def add(n,wt):
        n=letters(n)
        if not ARW.match(n) or len(n)<3 or n.startswith(('ال','وال','بال','لل','ول')) or 'الله' in n: return
        cs=cands(n)
        if len(cs)<2: return
        rows[n]=max(rows.get(n,0),wt)
    for i,l in enumerate(open(S+'places/cities500_ar.tsv',encoding='utf8')):
        if i==0: continue
        p=l.rstrip('\n').split('\t')
        if int(p[4] or 0)<100000: continue
        for n in p[7].split('|')[:2]:
            if ' ' not in n and L(key(n))>0: add(n,.3)
    for l in open(S+'places/mledoze_world_countries_ar.tsv',encoding='utf8'):
        for n in re.findall('[ء-ي]{3,}',l):
            if L(key(n))>1: add(n,.5)
    for i,l in enumerate(open(S+'names/wikidata_name_units.tsv',encoding='utf8')):
        p=l.rstrip('\n').split('\t')
        if i and sum(int(x) for x in p[1:4] if x)>=12: add(p[0],.3)
    return [(w,cs,[i for i,c in enumerate(cs) if c[0]==() and c[2]==''],wt**2) for w,wt in rows.items() for cs in [cands(w)]]
PRON={'ه','ها','هم','هما','هن','نا','كم'}
def fane():
    ana=collections.defaultdict(collections.Counter)
    for fn in ['newsfane/train.conll','wikifane/train.conll','wikifane/dev.conll']:
        toks=[]
        for l in open(S+'ner/'+fn,encoding='utf8'):
            p=l.split()
            toks.append(letters(p[0]) if p else '')
        i=0;n=len(toks)
        while i<n:
            t=toks[i]
            if not ARW.match(t or '.'): i+=1; continue
            pro=''
            if t in('و','ف') and i+1<n and ARW.match(toks[i+1] or '.'):
                pro=t; i+=1; t=toks[i]
                if len(t)<2: i+=1; continue
            enc=''
            if i+1<n and toks[i+1] in PRON and len(t)>1: enc=toks[i+1]
            if len(t)>1 or enc: ana[pro+t+enc][(pro,t,enc)]+=1
            i+=2 if enc else 1
    rows=[]
    for w,c in ana.items():
        (a,n),=c.most_common(1); tot=sum(c.values())
        if tot<2 or n<.85*tot: continue
        cs=cands(w)
        if len(cs)<2: continue
        pro,t,enc=a
        ok=[i for i,x in enumerate(cs) if ((x[0][:1]==(pro,)) if pro else (x[0][:1] not in(('و',),('ف',)))) and x[2]==enc]
        # the same stem with several lemmas ok
        if not ok or len(ok)==len(cs): continue
        rows.append((w,cs,ok,min(n,20)*.15))
    return rows
MAN='''ل+ه ل+ها ل+هم ل+هما ب+ه ب+ها ب+هم ب+هما ل+نا ب+نا ل+كم مع+ه مع+ها مع+هم مع+نا عند+ما|عندما كما فيما بينما لكن لذلك كذلك|كذلك ل+ك من+ه من+ها بن بين بدون|ب+دون و+من و+في و+لا و+لم و+لن و+قد ف+قد|فقد فقط ف+إن ف+لا ف+لم و+هو و+هي و+هم و+ما و+لو و+لكن و+كان و+كانت و+قال و+على و+إلى و+عن و+مع و+كل و+غير و+ليس وليد والد والدة والده|والد+ه والدته|والدت+ه والي|والي وفاة وفد وزير و+وزير لاجئ لاجئين لاعب لاعبين لاعبون لقاء لواء و+لواء لجأ لجأت لجأوا لجنة لجان لحظة لغة لقب لحم لون ليل ليلة ليس ليست ليبيا لبنان لبناني لبنانية لندن لازم لجوء لقطات لافت لافتا ليلا ب+ال+غاز ال+غاز ال+فني ال+لاعبين ال+لاعب ال+لجنة ال+ليرة ال+ليل ال+لغة ال+لبناني الله و+الله ب+الله ل+له|لله التي الذي الذين و+التي و+الذي ل+الذي|للذي الآن الان التقى التقت التزم التزمت التحق التحقت التوى التهم التهمت التفت التقط التقطت التمس و+التوى و+التقى و+التحق و+التزم يلتقي التقوا التزام الا إلا ألف الف الاف المانيا ألمانيا الالماني|ال+الماني بلد بلدة بلدات بلاد بلغ بلغت بلدية بلدان بنود بند بايع بايعت بعد بعيد بعيدا بعض بيان بيت بن بنت بنك بكر بضع بضعة بداية بدأ بدأت بقي بقية بث بثت باب بابا برلمان فلول فصائل فصيل فشل فضل فضلا فوق فور فورا فريق فرق فرقة فتح فرض فقد|ف+قد فجر فصل فيلم في فلسطين فرنسا فرانس كبار كبير كان كانت كل كلا كلمة كامل كاملا كتلة لجنتين كتاب كون+ها كون+ه كيلومتر كيان كشف كشفت كثير كثافة كوادر كتائب كتيبة كردي كردية كرد و+كرد كيف مقار مقار+ه مقار+ها مقار+هم مقر+ه و+يلدا يلدا و+بين و+فيلم سيطر سيطرت سيطرة سبق سبل سيد سيارة سنة سوق سير سير+ه سلاح سلطة سكان سوري سورية سوريا ستة سبعة سبعون ستون ستين سيناء سيادة سنوات سنوي سناء ستار ستبدأ|س+تبدأ سيكون|س+يكون ستكون|س+تكون سيتم|س+يتم سنكون|س+نكون سيما سياسي سياسية سياق سياج سيول سيرة سينما سيئ سيئة ستراتيجية وجه وجهة وجهت وصل وصلت وصف وصفت وضع وضعت وقع وقعت وقف وقفت وقفا وفق وفقا وقت وقتها|وقت+ها وجود وحدة وحدات وحيد وزارة وسط وسائل وسيلة وشيك وشك وعد وعي وعود وقود وثيقة وثائق ورقة ورش ورشة ولاية ولايات ولي ولد ولدت ولادة ولاء وطن وطني وطنية وادي وارد واضح واضحة واحد واحدا واحدة واسع واسعة واقع واقعة واجب واجه واجهت واجهة واصل واصلت وافق وافقت وفر وفرت وفيات وفي و+في وكيل وكالة وكالات وهم|و+هم وهن وباء وداع ودائع وديع وظيفة وظائف وئام وقائع وعكة وسام وفود وفودا لبيب لبنى لبس لهجة لهب لوحة لوح لائحة لوائح لص لصوص لفتة لفت لقي لقيت لقوا لمح لمس لمسة لوبي لحق لحقت لوجستي لوجستية لديه|لدى+ه لدي+ه لدي+ها لدي+هم علي+ه علي+ها إلي+ه إلي+ها إلي+هم في+ه في+ها فك فرد فوج فئة فئات فكر فكرة فنان فن فندق فيروس فيضان فضيحة فساد فخ فاز فازت فقر فقرة كارثة كاتب كافة كاف كاد كاس كأس كبش كذب كرة كريم كرم كسر كنيسة كنز كهرباء كيميائي كيماوي كيس كفاح كفالة كمين كمية كميات كما كم كلية كلف كلفة كلب كهف لاسيما لايزال لازال لابد ماكو مازال به+ا|ب+ها'''.split()
NEAR={'SY','IQ','LB','PS','YE','JO','LY','EG','SD','SA','KW','QA','AE','TN','DZ','MA'}
def near():
    out={}
    for i,l in enumerate(open(S+'places/cities500_ar.tsv',encoding='utf8')):
        p=l.rstrip('\n').split('\t')
        if i==0 or p[2] not in NEAR: continue
        for n in p[7].split('|')[:2]:
            n=letters(n)
            if not ARW.match(n) or len(n)<4 or n.startswith(('ال','وال','بال','لل')): continue
            for w,pre in ((n,()),('و'+n,('و',))):
                cs=cands(w); ok=[i for i,c in enumerate(cs) if c[0]==pre and c[1]==n and c[2]=='']
                if len(cs)>1 and ok: out[w]=(w,cs,ok,.1)
    return list(out.values())
def manual():
    rows=[]
    for x in MAN:
        alts=x.split('|')
        # word surface from first alt
        if len(alts)>1 and '+' not in alts[0]: w=alts[0]; an=alts[1:]
        elif len(alts)>1: w=alts[0].replace('+',''); an=alts
        else: w=x.replace('+',''); an=[x]
        if len(alts)>1 and '+' in alts[-1] and '+' not in alts[0]: an=[alts[-1]] if alts[0]!=alts[-1] else alts
        if len(alts)==2 and alts[0]==alts[1]: an=[alts[0]]
        cs=cands(w); ok=[]
        for a in an:
            for i,c in enumerate(cs):
                if '+'.join(c[0]+(c[1],)+((c[2],) if c[2] else ()))==a: ok.append(i)
        if not ok: print('no cand',x); continue
        if len(cs)>1: rows.append((w,cs,ok,4))
    return rows

rows=data(); nr=names(); fr=fane(); mr=manual()+near()
have={r[0] for r in rows}|{r[0] for r in mr}
allr=rows+[r for r in nr if r[0] not in have]+[r for r in fr if r[0] not in have]+mr
ps=[train(allr,350,24,s,1e-4).p for s in (1,2,3)]
words=list(dict.fromkeys([w for w,f in freq.most_common(300000)]+[r[0] for r in manual()+near()]))
keys=sorted({x[3] for w in words for x in cands(w) if len(cands(w))>1})
Sv={}
for a in range(0,len(keys),20000):
    ks=keys[a:a+20000]; X=np.array([phi(k) for k in ks]); phi_cache.clear()
    t=sum(np.tanh(np.tanh(X@p[0]+p[1])@p[2]+p[3])@p[4] for p in ps)/len(ps)
    Sv.update((k,float(v)) for k,v in zip(ks,t))
pre=sum(p[5] for p in ps)/len(ps); enc=sum(p[6] for p in ps)/len(ps)
PBt={k:float(pre[i]) for k,i in PRE.items()}; EB={k:float(enc[i]) for k,i in ENCI.items()}
MINQ,STEP=-8.0,0.5
def q(v): return max(0,min(40,round((v-MINQ)/STEP)))
def uq(i): return MINQ+STEP*i
idx={c:i+1 for i,c in enumerate(dict.fromkeys('ابتثجحخدذرزسشصضطظعغفقكلمنهويءؤئة'))}
NI=len(idx)+1
def feats(k):
    n=min(len(k),9); a=idx.get(k[0],0); b=idx.get(k[1],0) if len(k)>1 else 0; y=idx.get(k[-1],0); x=idx.get(k[-2],0) if len(k)>1 else 0
    return (n, 10+a*NI+b, 10+NI*NI+x*NI+y)
D=10+2*NI*NI
ks=[k for k in Sv if F[k]<30]
print('fit on',len(ks))
Wt=np.zeros(D); 
fe=np.array([feats(k) for k in ks]); y=np.array([Sv[k] for k in ks]); b=y.mean(); 
for it in range(60):
    for g in range(3):
        r=y-b-Wt[fe].sum(1)+Wt[fe[:,g]]
        s=np.bincount(fe[:,g],r,D); c=np.bincount(fe[:,g],minlength=D)
        u=np.unique(fe[:,g]); Wt[u]=s[u]/(c[u]+8)
print('rmse',np.sqrt(((y-b-Wt[fe].sum(1))**2).mean()),'sd',y.std())
Wq=np.round(Wt/0.25)*0.25; bq=round(b/.25)*.25
def s0(k):
    a,c,d=feats(k); return max(-6,min(7,bq+Wq[a]+Wq[c]+Wq[d]))
lex={}
def st(k):
    v=lex.get(k)
    return s0(k) if v is None else uq(v)
s0c={}
def filt(cs): return [c for c in cs if not (len(c[1])==1 and c[0] and c[0][-1] in 'بلكس' and not c[2])]
def score(c,f): return f(c[3])+round(PBt.get(c[0],-1.0)*4)/4+round(EB[c[2]]*4)/4
full=lambda k: Sv.get(k, s0(k))
def same(a,b): return a[0]==b[0] and a[1]==b[1] and a[2]==b[2]
N,M=200000,0.5
words=[w for w,f in freq.most_common(N)]
C=[]
extra=[r[0] for r in manual()+near()]
words=list(dict.fromkeys(extra+words))
for w in words:
    cs=filt(cands(w))
    if len(cs)<2: continue
    g=max(cs,key=lambda c: full(c[3])+PBt.get(c[0],-1)+EB[c[2]])
    C.append((w,cs,g))
for p in range(4):
    bad=0
    for w,cs,g in C:
        gs=max(score(c,st) for c in cs if same(c,g)); 
        o=[c for c in cs if not same(c,g)]
        if not o: continue
        oc=max(o,key=lambda c:score(c,st)); os_=score(oc,st)
        if gs<os_+M:
            bad+=1
            gk=max((c for c in cs if same(c,g)),key=lambda c:score(c,full))[3]
            new=False
            for k in (gk,oc[3]):
                if k not in lex and k in Sv: lex[k]=q(Sv[k]); new=True
            if not new and gs<=os_ and p>0:
                # nudge
                if lex.get(gk,41)<40 and len(gk)>1: lex[gk]+=1
                elif lex.get(oc[3],0)>0: lex[oc[3]]-=1
    print(p,bad,len(lex),flush=True)
CH='0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij'
lines=[]
for k in sorted(lex): lines.append(k+CH[lex[k]])
# front coded
prev='';o=[]
for k in sorted(lex):
    n=0
    while n<min(len(prev),len(k),9) and prev[n]==k[n]: n+=1
    o.append(str(n)+k[n:]+CH[lex[k]]); prev=k
txt='\n'.join(o)
H='''# {what}
# Made by .ci/lexica/clitics.py from: wordfreq large_ar (frequencies, CC BY-SA 4.0), UD_Arabic-PUD (CC BY-SA 3.0),
# NewsFANE and WikiFANE Gold (CC BY-SA 3.0), GeoNames (CC BY 4.0), Wikidata (CC0), and a list of our own. This file: CC BY-SA 4.0.
'''
with open(OUT+'stems.txt','w',encoding='utf8') as f:
    f.write(H.format(what='How freely stems stand as words of their own: learned strengths, front-coded.'))
    f.write('# A line: letters shared with the line before (one digit), further letters, strength as one of 0-9A-Za-e (-8 to 12 in steps of 0.5).\n')
    f.write('# Keys: alefs without hamza, yeh for alef maqsura; sorted by code point.\n')
    f.write(txt+'\n')
inv={v:k for k,v in idx.items()}; inv[0]='-'
with open(OUT+'backoff.tsv','w',encoding='utf8') as f:
    f.write(H.format(what='Strength of a stem that the list does not have, in quarters: a base, then by length, by its first two and its last two letters.'))
    f.write('# Columns: kind (base, length, first, last), quarters, key.\n')
    f.write(f'base\t{int(round(bq*4))}\t\n')
    for n in range(10):
        if Wq[n]: f.write(f'length\t{int(round(Wq[n]*4))}\t{n}\n')
    for kind,off in (('first',10),('last',10+NI*NI)):
        for i in range(NI):
            for j in range(NI):
                v=Wq[off+i*NI+j]
                if v: f.write(f'{kind}\t{int(round(v*4))}\t{inv[i]}{inv[j]}\n')
BARE=[l for l in open(OUT+'clitics.tsv',encoding='utf8') if l.startswith('bare')]
with open(OUT+'clitics.tsv','w',encoding='utf8') as f:
    f.write(H.format(what='What each chain of proclitics and each pronoun adds to a reading, in quarters.'))
    f.write('# Columns: kind, quarters, letters. pro: a chain of proclitics (the article in لل is its second lam); enc: a pronoun.\n# bare (our list): names with lam first that take no article, so that لل before them holds none.\n')
    for k,v in sorted(PBt.items()):
        f.write(f"pro\t{int(round(v*4))}\t{'+'.join(k)}\n")
    for k,v in EB.items(): f.write(f"enc\t{int(round(v*4))}\t{k}\n")
    f.writelines(BARE)
