# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Second part of the reference: opposite housing, isolation, seal and port, two ears, occlusion, air, match.
Extends reference_model.py (same folder); formulae, sources and acceptance numbers in physics2.md. SI units, dB."""
import csv,os
import numpy as np
from scipy.interpolate import PchipInterpolator
import reference_model as rm
HERE=os.path.dirname(os.path.abspath(__file__))
RHO,CS,K,GRID=rm.RHO,rm.CS,rm.K,rm.GRID
MU=1.82e-5                                        # viscosity of air, Pa s
P11=rm.M11; IX={k:i for i,k in enumerate(P11)}
db=lambda z:20*np.log10(np.abs(z)+1e-30)
_tg=PchipInterpolator(np.log(rm.TARGET_HZ),rm.TARGET_DB)
target=lambda f:_tg(np.log(np.clip(f,20,20000)))
def smoothstep(f,lo,hi):
    t=np.clip(np.log2(np.asarray(f,float)/lo)/np.log2(hi/lo),0,1); return t*t*(3-2*t)
def _csv(name): return list(csv.DictReader(l for l in open(os.path.join(HERE,name)) if not l.startswith('#')))
def bank():
    """[(label, type, on_ear, x[11])] of presets/headphones.tsv; the references are ref open, ref semi and ref closed."""
    b=[]
    for l in open(os.path.join(HERE,'..','..','presets','headphones.tsv'),encoding='utf-8'):
        if l.startswith('#'): continue
        c=l.rstrip('\n').split('\t')
        if c[21]=='passive': b.append(('ref '+c[3] if int(c[0])<4 else c[1]+' '+c[2],c[3],c[4]=='on-ear',np.array([float(v) for v in c[6:17]])))
    return b
# ---------------------------------------------------------------- the network with a gap and a rear port
def net(x,f,Yg=0,Yp=0,ear=None):
    """x (11) or (B,11). Yg: admittance of added gaps front to outside; Yp: of a port from cup to outside (both m3/Pa s)."""
    X=np.atleast_2d(x); p={k:X[:,i:i+1] for i,k in enumerate(P11)}; f=np.asarray(f,float); s=2j*np.pi*f
    Ze,He=ear if ear is not None else rm.ear_load(f)
    wd=2*np.pi*p['fd']; Za=80*(s+wd/.7+wd*wd/s)
    Zv=1/(1/(p['Rv']+s*p['Mv'])+Yp)
    a=np.sqrt(1+p['rr']/(RHO*s)); kl=s/1j/CS*a*p['Vr']/12e-4; Zc=RHO*CS/12e-4*a; ct,st=np.cos(kl),1j*np.sin(kl)
    wc=2*np.pi*90; Yo=1/(p['RL']+s*p['ML'])+4e-3**2/(.3*(s+wc/2+wc*wc/s))+Yg
    Z0=1/(s*p['Vf']/K+Yo); w1=2*np.pi*p['f1']; ZF=Z0+p['g1']*K/p['Vf']*s/(w1*w1+s*s+s*w1/2.2)
    Zf=ZF*Ze/(ZF+Ze); D=ct+st*Zv/Zc; Zr=(Zv*ct+Zc*st)/D; Yb=1/(p['Rb']*(1+s/3e3)); Zl=Zf+Zr
    U=1/(Za*(1+Zl*Yb)+Zl); Pe=Zf*U; o=dict(drum=Pe*He,vent=-U/D,leak=Z0*(U-Pe/Ze)*Yo)
    p0=Z0*Yo; y=1/Za+Yb; u=(1/D-p0*Ze/(Ze+ZF))*y/(1+Zl*y); o['iso']=(p0+ZF*u)/(1+ZF/Ze)
    o['Zh']=1/(1/ZF+1/(1/y+Zr))                   # what the ear looks into
    return o
def align(y,f): m=(f>=300)&(f<=3000); return y-y[...,m].mean(-1,keepdims=True)
_W=10*2**(np.arange(540)/48.)
def response(x,f=GRID,air_db=None,**kw):
    """relative response, 0 dB mean over 300-3000 Hz; above 8 kHz a glide to air_db if given, else the circuit as it is."""
    y=align(db(net(x,_W,**kw)['drum'])-target(_W),_W)
    if air_db is not None: y=air(y,air_db,_W)
    return np.array([np.interp(np.log(f),np.log(_W),v) for v in y])
# ---------------------------------------------------------------- 3. seal, pads, cup, port
SLIT=0.2                                          # length through the cushion (15 mm) over width round it (75 mm)
def slit(G,f):
    """admittance of a slit of low-frequency conductance G: R = 12 mu l/(b h3), M = 6/5 rho l/(b h), h from G."""
    if G<=0: return 0*f
    h=(12*MU*SLIT*G)**(1/3.); return 1/(1/G+2j*np.pi*f*1.2*RHO*SLIT/h)
PORT_R,PORT_M=1.05e6,2000.                        # rear port fully open
def fit(x,f,seal=1.,wear=0.,volume=0.,damping=0.,port=0.):
    """-> x', Yg(f), Yp(f). seal, wear 0..1; volume, damping, port -1..1."""
    x=np.array(x,float).copy(); f=np.asarray(f,float)
    Yg=slit((10**(2*(1-seal))-1)/2e6,f)+wear/2.25e6/(1+2j*np.pi*f*1.4e-3)
    x[IX['Vf']]*=.95**wear; x[IX['Vr']]*=2.**volume; x[IX['rr']]*=10.**damping
    x[IX['Rb']]=x[IX['Rb']]*10.**max(port,0)+2.6e4*wear
    a=max(-port,0.); return x,Yg,a/(PORT_R+2j*np.pi*f*PORT_M)
# ---------------------------------------------------------------- 1. opposite housing
def opposite(x,closed):
    """circuit of the twin: pad kept, the rest from the other reference."""
    ref={n:v for n,t,o,v in bank() if n in('ref open','ref closed')}['ref open' if closed else 'ref closed'].copy()
    for k in('Vf','f1','g1'): ref[IX[k]]=x[IX[k]]
    return ref
def twin_curve(closed,f=GRID):
    r=_csv('twin_curves.csv'); h=np.array([float(q['Hz']) for q in r]); v=np.array([float(q['closed_to_open_dB' if closed else 'open_to_closed_dB']) for q in r])
    return np.interp(np.log(f),np.log(h),v)
def twin_correction(x,closed,f=GRID,own_db=None):
    """K(f), dB, to be added to the response of the twin's circuit, times morph. own_db: response at A, measured rest included."""
    own=response(x,f)[0] if own_db is None else own_db
    return align(twin_curve(closed,f)+.5*(own-response(opposite(x,closed),f)[0]),f)*(1-smoothstep(f,8000,12000))
# ---------------------------------------------------------------- 2. isolation
def covered_ear(f,on):
    r=lambda f0,q:-db(1-(f/f0)**2+1j*f/f0/q); c=r(2000,1.5); return c+on*(-db(1+1j*f/1500)-c)-r(3000,2.)
def circuit_isolation(x,f,on,**kw): return -(db(net(x,f,**kw)['iso'][0])+covered_ear(np.asarray(f,float),float(on)))
def _cls(name,f):
    r=_csv('isolation_class.csv'); return np.interp(np.log(f),np.log([float(q['Hz']) for q in r]),[float(q[name]) for q in r])
OWN,OWN_LIMIT=.3,12.
_M=250*2**(np.arange(73)/24.)                     # 250 Hz .. 2 kHz
def isolation_target(x,typ,on,f,tightness=None):
    """(T, b): the dB that the circuit is pulled to, and how far (0..1)."""
    f=np.asarray(f,float); I=circuit_isolation(x,f,on); t=circuit_isolation(x,_M,on).mean(); c=lambda n:_cls(n,f); m=lambda n:_cls(n,_M).mean()
    lim=lambda d:OWN_LIMIT*np.tanh(d/OWN_LIMIT)
    if typ=='closed' and on: return c('tdh39')+OWN*lim(I-c('circuit_hd25')),smoothstep(f,100,300)
    if typ=='closed':
        q=float(np.clip((t-8.)/17.,0,1)) if tightness is None else tightness
        qf=q+(1-q)*.5*smoothstep(f,2000,8000); D=(I-c('circuit_closed'))-(t-m('circuit_closed'))
        return c('tdh39')+qf*(c('hda200')-c('tdh39'))+OWN*lim(D),smoothstep(f,100,300)
    b=smoothstep(f,500,1000)
    if typ=='open': return c('open')+OWN*lim(I-c('circuit_open_on_ear' if on else 'circuit_hd650')),b
    a=m('circuit_hd650'); s=float(np.clip((t-a)/(m('circuit_closed')-a),0,1)); mix=lambda u,v:c(u)+s*(c(v)-c(u))
    return mix('open','tdh39')+OWN*lim(I-mix('circuit_hd650','circuit_closed')),b
def isolation(x,typ,on,f,tightness=None,openness=None,gap=0.,fitted=None):
    """dB, positive = quieter inside. fitted: (x',Yg,Yp) of fit(); gap: its conductance at low frequency, m3/Pa s."""
    T,b=isolation_target(x,typ,on,f,tightness); I0=circuit_isolation(x,f,on)
    I=I0 if fitted is None else circuit_isolation(fitted[0],f,on,Yg=fitted[1],Yp=fitted[2])
    o=dict(open=1.,semi=.5,closed=0.)[typ] if openness is None else openness
    return finish(I+(o+(1-o)/(1+gap/5e-6))*b*(T-I0),on)
def finish(I,on):
    g=-I; I=-np.where(g>1,1+np.tanh(g-1),g)       # never louder than 2 dB
    return -10*np.log10(10**(-I/10)+10**((-47+13*float(on))/10))
# ---------------------------------------------------------------- 4. two ears
_U=(1<<64)-1
def splitmix64(seed):
    s=seed&_U
    while True:
        s=(s+0x9E3779B97F4A7C15)&_U; z=s; z=((z^(z>>30))*0xBF58476D1CE4E5B9)&_U; z=((z^(z>>27))*0x94D049BB133111EB)&_U; yield z^(z>>31)
def _normal(g): u=((next(g)>>11)+.5)/2.**53; v=((next(g)>>11)+.5)/2.**53; return float(np.clip(np.sqrt(-2*np.log(u))*np.cos(2*np.pi*v),-3,3))
KNOTS=20*2**((np.arange(136)-8)/12.)
EAR_HZ=np.array([125,250,500,1000,2000,4000,8000,16000.])
EAR_OPEN=np.array([0,0,0,.56,0,.56,.97,2.49]); EAR_CLOSED=np.array([0,1.35,1.01,.56,.96,3.17,.67,4.81])   # point SD, dB
EAR_LEAK=(.135,.305); EAR_DRIVER=.125            # SD of ln(left/right): leak resistance (open, closed), driver resonance
def ears(seed,openness,f=GRID,amount=1.):
    """-> (ln factor of R_L, ln factor of f_d, curve dB): left gets plus half of each, right minus half."""
    g=splitmix64(seed); zl,zf=_normal(g),_normal(g); z=np.array([_normal(g) for _ in KNOTS])
    w=np.exp(-.5*(np.log2(np.asarray(f,float)[:,None]/KNOTS)/.1)**2); v=np.clip(w@z/np.sqrt((w*w).sum(1)),-3,3)
    o=openness; sd=np.interp(np.log(f),np.log(EAR_HZ),o*EAR_OPEN+(1-o)*EAR_CLOSED)
    return amount*(o*EAR_LEAK[0]+(1-o)*EAR_LEAK[1])*zl,amount*EAR_DRIVER*zf,amount*sd*v
def ear_responses(x,openness,seed,f=GRID,amount=1.):
    l,d,v=ears(seed,openness,f,amount); out=[]
    for s in(.5,-.5):
        y=np.array(x,float).copy(); y[IX['RL']]*=np.exp(s*l); y[IX['fd']]*=np.exp(s*d); out.append(response(y,f)[0]+s*v)
    return out
# ---------------------------------------------------------------- 6. occlusion and openness
def canal_impedance(f):
    """drum side seen from the entrance of the canal: 10 mm tube and the ladder."""
    s=2j*np.pi*f; one=np.ones_like(s); A=lambda Z:np.array([[one,Z],[0*one,one]]); B=lambda Y:np.array([[one,0*one],[Y,one]]); T=None
    for m in(A(s*82.9),B(s*.943e-12),B(1/(50.6e6+s*9.4e3+1/(s*1.9e-12))),A(s*130.3),B(s*1.479e-12),B(1/(31.1e6+s*983.8+1/(s*2.1e-12))),A(s*133.4),B(s*1.517e-12)): T=m if T is None else np.einsum('ijf,jkf->ikf',T,m)
    Zc=RHO*CS/44.2e-6; k=s/1j/CS*(1-.02j)*.01; T=np.einsum('ijf,jkf->ikf',np.array([[np.cos(k),1j*Zc*np.sin(k)],[1j*np.sin(k)/Zc,np.cos(k)]]),T); return T[0,0]/T[1,0]
def occlusion(x,f,**kw):
    """dB by which own voice, entering through the wall of the canal, is louder than in the open ear."""
    f=np.asarray(f,float); s=2j*np.pi*f; zo=-RHO*s*s/(2*np.pi*CS)+s*8*RHO/(3*np.pi**2*.0125)
    t=lambda z:1/(1/canal_impedance(f)+s*2e-6/K+1/(2.5e5+35*s+z)); return db(t(net(x,f,**kw)['Zh'][0])/t(zo))
def lf_impedance(x,**kw):
    """dB re 1 Pa s/m3, mean of the dB over 20-200 Hz (logarithmic)."""
    f=20*2**(np.arange(80)/24.); return db(net(x,f,**kw)['Zh'][0]).mean()
# ---------------------------------------------------------------- 7. air
def air(y,air_db,f): u=smoothstep(f,8000,12000); return y+u*(air_db-y)
