# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Lumped + modal headphone model. SI units. Batch axis first: parameters have shape (B,1), f has shape (F,).

nodes: f = front (pad) cavity, r = rear cup, o = outside.
P_s = Bl*E/(Sd*Ze) is the (short-circuit) acoustic source pressure of the driver.
"""
import numpy as np
RHO,CS=1.2,343.0; K=RHO*CS*CS
# ---- fixed ear: concha mass/loss, canal extension tube, IEC 60318-4 (711) ladder
EAR=dict(Lc=0.010,Sc=44.2e-6,Mcon=35.0,Ccon=2.0e-6/K,Rcon=2.5e5)
def ear_load(f,e=EAR):
    """returns Z_in at the concha plane and H = P_drum/P_concha_plane"""
    w=2*np.pi*f; s=1j*w
    # 711 ladder, from the microphone back. (A,B,C,D) chain
    def ser(Z): return np.array([[np.ones_like(s),Z],[np.zeros_like(s),np.ones_like(s)]])
    def sh(Y): return np.array([[np.ones_like(s),np.zeros_like(s)],[Y,np.ones_like(s)]])
    def mul(a,b): return np.einsum('ijf,jkf->ikf',a,b)
    M1,C2,R3,M3,C3=82.9,0.943e-12,50.6e6,9.4e3,1.9e-12
    M4,C4,R5,M5,C5=130.3,1.479e-12,31.1e6,983.8,2.1e-12
    M6,C6=133.4,1.517e-12
    T=ser(s*M1); T=mul(T,sh(s*C2)); T=mul(T,sh(1/(R3+s*M3+1/(s*C3))))
    T=mul(T,ser(s*M4)); T=mul(T,sh(s*C4)); T=mul(T,sh(1/(R5+s*M5+1/(s*C5))))
    T=mul(T,ser(s*M6)); T=mul(T,sh(s*C6))
    # canal extension (lossy tube)
    k=w/CS*(1-0.02j); Zc=RHO*CS/e['Sc']; x=k*e['Lc']
    tube=np.array([[np.cos(x),1j*Zc*np.sin(x)],[1j*np.sin(x)/Zc,np.cos(x)]])
    T=mul(tube,T)
    # concha: shunt compliance at the canal entrance, series mass + loss toward the front cavity
    T=mul(sh(s*e['Ccon']),T); T=mul(ser(s*e['Mcon']+e['Rcon']),T)
    return T[0,0]/T[1,0], 1/T[0,0]
def network(p,f,ear=None):
    """p: dict of arrays (B,1). returns dict of complex transfer functions (B,F)."""
    w=2*np.pi*f; s=1j*w
    Ze,He=ear if ear is not None else ear_load(f)
    Ma=p['Ma']; wd=2*np.pi*p['fd']
    Za=s*Ma+wd*Ma/p['Qd']+wd*wd*Ma/s
    # rear: lossy tube (depth Lr, volume Vr, flow resistivity rr) closed by the vent Rv + s Mv
    Zv=p['Rv']+s*p['Mv']
    S=p['Vr']/p['Lr']; al=np.sqrt(1-1j*p['rr']/(RHO*w)); kr=w/CS*al*p['Lr']; Zc=RHO*CS/S*al
    # chain matrix diaphragm -> vent
    ct,st=np.cos(kr),1j*np.sin(kr)
    # front modal impedances
    Cf=p['Vf']/K
    YL=1/(p['RL']+s*p['ML'])
    Yw=1/((s*p['mc']+2*np.pi*p['fc']*p['mc']/p['Qc']+(2*np.pi*p['fc'])**2*p['mc']/s)/p['Sc']**2) if 'mc' in p else 0
    Y0=s*Cf+YL+Yw
    Z0=1/Y0
    def mode(f1,g,Q): 
        w1=2*np.pi*f1
        return g*s/Cf/(w1*w1-w*w+s*w1/Q)
    sg=1.0
    Zm=mode(p['f1'],p['g1'],p['Q1'])
    Zdd=Z0+Zm; Zed=Z0+Zm; Zee=Z0+Zm
    if 'f2' in p:
        Z2=mode(p['f2'],p['g2'],p['Q2']); sg=p.get('s2',-1.0)
        Zdd=Zdd+Z2; Zee=Zee+Z2; Zed=Zed+sg*Z2
    # eliminate the ear: P_e = Zed*U/(1+Zee/Ze) ; P_d(front face) = (Zdd - Zed^2/(Ze+Zee))*U
    Hf=Zed/(1+Zee/Ze); Zf=Zdd-Zed**2/(Ze+Zee)
    Zr=(ct*Zv+st*Zc)/(st/Zc*Zv+ct)      # input impedance of the rear
    # baffle vent between front and rear (Rb + s Mb) shunts the series pair Zf+Zr
    Zl=Zf+Zr; Yb=1/(p['Rb']+s*p['Mb']) if 'Rb' in p else 0.0
    ZL=Zl/(1+Yb*Zl)
    Ud=1/(Za+ZL)                        # diaphragm volume velocity for P_s = 1
    U=Ud/(1+Yb*Zl)                      # net volume velocity delivered to the front cavity
    out={}
    out['Ud'],out['U']=Ud,U
    Pe=Hf*U; out['drum']=Pe*He
    Uv=-U/(st/Zc*Zv+ct)                 # out of the vent (positive outward: rear face moves in opposite phase)
    P0=Z0*(U-Pe/Ze)
    Ul=P0*(YL+Yw)                       # out of the leak, and the cup on its cushion
    out['Uvent'],out['Uleak']=Uv,Ul
    out['bleed1m']=s*RHO/(4*np.pi)*(Uv+Ul)
    # isolation: outside pressure 1 at the vent and at the leak / cup, driver shorted
    # rear Thevenin source seen by the diaphragm: open-circuit pressure = 1/(ct+st*Zv/Zc)... (reciprocal tube)
    Pr_oc=1/(ct+st*Zv/Zc)
    # front Thevenin: mode-0 node driven through YL+Yw: P0_oc = Z0*(YL+Yw) (modes not driven)
    Pf_oc=Z0*(YL+Yw)
    # with the ear attached: open-circuit at both ports equals Pf_oc
    Ui=(Pr_oc-Pf_oc*(1-Zed/(Ze+Zee)))*(1/Za+Yb)/(1+Zl*(1/Za+Yb))   # diaphragm and baffle vent in parallel
    Pe_i=(Pf_oc+Zed*Ui)/(1+Zee/Ze)
    out['iso']=Pe_i
    return out

# ---- the 11-parameter model (M11): fixed constants, ties, neutral target, relative response
M11=('fd','Vf','RL','ML','Vr','Rv','Mv','rr','f1','g1','Rb')     # columns NAME_11 of fits.csv, SI units
def m11(x):
    """x: mapping of the 11 parameters (floats) -> full parameter set for network()."""
    p={k:np.array([[float(x[k])]]) for k in M11}
    for k,v in dict(Ma=80.,Qd=.7,Q1=2.2,Qc=2.,fc=90.,mc=.3,Sc=4e-3).items(): p[k]=np.array([[v]])
    p['Lr']=p['Vr']/12e-4; p['Mb']=p['Rb']/3e3
    return p
# neutral target: Harman over-ear 2018 (dB at the eardrum), published third-octave values
TARGET_HZ=np.array([20,25,31.5,40,50,63,80,100,125,160,200,250,315,400,500,630,800,1000,1250,1600,2000,2500,3150,4000,5000,6300,8000,10000,12500,16000,20000.])
TARGET_DB=np.array([3.86,4.02,3.93,3.70,3.32,2.74,1.99,1.05,-.09,-1.16,-1.95,-2.02,-1.54,-1.13,-.84,-.45,-.18,0,.83,2.67,5.27,7.41,8.49,8.19,6.45,4.69,2.43,-.69,-5.0,-9.15,-22.9])
def relative_db(x,f):
    """drum response of headphone x relative to the neutral target, dB, level-aligned to 0 dB mean over 300-3000 Hz."""
    from scipy.interpolate import PchipInterpolator
    f=np.asarray(f,float); o=network(m11(x),f)
    d=20*np.log10(np.abs(o['drum'][0]))-PchipInterpolator(np.log(TARGET_HZ),TARGET_DB)(np.log(f))
    g=np.exp(np.linspace(np.log(300),np.log(3000),61)); og=network(m11(x),g)
    dg=20*np.log10(np.abs(og['drum'][0]))-PchipInterpolator(np.log(TARGET_HZ),TARGET_DB)(np.log(g))
    return d-dg.mean()
# ---- open/closed discriminant, trained on real headphones (lda_open_closed.csv); > 0 = open
GRID=20*2**(np.arange(120)/12.)
def openness_score(y,csv_path):
    """y: relative response in dB on GRID (values above 10 kHz are not used). Clipped at -6 dB as the training data are."""
    import csv
    y=np.maximum(np.asarray(y,float)-np.mean(np.asarray(y,float)[(GRID>=300)&(GRID<=3000)]),-6.0)
    sm=np.array([y[max(0,i-6):i+7].mean() for i in range(len(y))])          # one-octave moving mean
    s=0.0
    for r in csv.DictReader(open(csv_path)):
        n,w=r['feature'],float(r['weight_on_standardised'])
        if n=='bias': s+=w; continue
        if n.startswith('third_oct_'):
            c=float(n[10:]); v=y[(GRID>c/2**(1/6.))&(GRID<=c*2**(1/6.))].mean()
        else:
            a,b={'rough_50_500':(50,500),'rough_500_2k':(500,2000),'rough_2k_8k':(2000,8000)}[n]
            v=np.sqrt(np.mean((y-sm)[(GRID>=a)&(GRID<b)]**2))
        s+=w*(v-float(r['mean']))/float(r['sd'])
    return s
if __name__=='__main__':   # usage: reference_model.py fits.csv LABEL -> relative response, isolation, bleed at the octaves
    import csv,sys
    row=next(r for r in csv.DictReader(open(sys.argv[1])) if r['label']==sys.argv[2])
    x={k:float(row[k+'_11']) for k in M11}; f=np.array([31.5,63,125,250,500,1000,2000,4000,8000])
    o=network(m11(x),f)
    for n,v in (('relative dB',relative_db(x,f)),('isolation dB',20*np.log10(np.abs(o['iso'][0]))),('bleed 1 m re drum dB',20*np.log10(np.abs(o['bleed1m'][0]/o['drum'][0])))):
        print('%-22s'%n,' '.join('%7.2f'%z for z in v))
