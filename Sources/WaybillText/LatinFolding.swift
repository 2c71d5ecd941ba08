/// The plain letters behind accented and joined Latin ones: two columns a scalar, filled up with points.
///
/// `ß` is `ss`, `ø` is `o.`; two points mark a scalar that is no letter or has no plain form.
enum LatinFolding {
  /// Returns the one or two ASCII letters that `scalar` stands for; zero bytes where there are none.
  static func plain(_ scalar: UInt32) -> (UInt8, UInt8) {
    let table: [UInt8]
    let index: Int
    switch scalar {
    case 0x00C0..<0x0250: (table, index) = (extended, Int(scalar - 0x00C0) * 2)
    case 0x1E00..<0x1F00: (table, index) = (additional, Int(scalar - 0x1E00) * 2)
    case 0xFB00...0xFB06: (table, index) = (ligatures, Int(scalar - 0xFB00) * 2)
    default: return (0, 0)
    }
    let point = UInt8(ascii: ".")
    let (first, second) = (table[index], table[index + 1])
    return (first == point ? 0 : first, second == point ? 0 : second)
  }

  /// U+00C0 to U+024F.
  private static let extended = Array(
    """
    a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.d.n.o.o.o.o.o...o.u.u.u.u.y.thss\
    a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.d.n.o.o.o.o.o...o.u.u.u.u.y.thy.\
    a.a.a.a.a.a.c.c.c.c.c.c.c.c.d.d.d.d.e.e.e.e.e.e.e.e.e.e.g.g.g.g.\
    g.g.g.g.h.h.h.h.i.i.i.i.i.i.i.i.i.i.ijijj.j.k.k.k.l.l.l.l.l.l.l.\
    l.l.l.n.n.n.n.n.n.n.n.n.o.o.o.o.o.o.oeoer.r.r.r.r.r.s.s.s.s.s.s.\
    s.s.t.t.t.t.t.t.u.u.u.u.u.u.u.u.u.u.u.u.w.w.y.y.y.z.z.z.z.z.z.s.\
    b.b.b.b.....o.c.c.d.d.d.d...e.a.e.f.f.g.g.hvi.i.k.k.l.l.m.n.n.o.\
    o.o.oioip.p...s.s.......t.t.t.u.u...v.y.y.z.z...................\
    ........dzdzdzljljljnjnjnja.a.i.i.o.o.u.u.u.u.u.u.u.u.u.u.e.a.a.\
    a.a.aeaeg.g.g.g.k.k.o.o.o.o.....j.dzdzdzg.g.hv..n.n.a.a.aeaeo.o.\
    a.a.a.a.e.e.e.e.i.i.i.i.o.o.o.o.r.r.r.r.u.u.u.u.s.s.t.t.y.y.h.h.\
    n.d.ououz.z.a.a.e.e.o.o.o.o.o.o.o.o.y.y.l.n.t.j.dbqpa.c.c.l.t.s.\
    z.....b.u.v.e.e.j.j.q.q.r.r.y.y.
    """.utf8)

  /// U+1E00 to U+1EFF.
  private static let additional = Array(
    """
    a.a.b.b.b.b.b.b.c.c.d.d.d.d.d.d.d.d.d.d.e.e.e.e.e.e.e.e.e.e.f.f.\
    g.g.h.h.h.h.h.h.h.h.h.h.i.i.i.i.k.k.k.k.k.k.l.l.l.l.l.l.l.l.m.m.\
    m.m.m.m.n.n.n.n.n.n.n.n.o.o.o.o.o.o.o.o.p.p.p.p.r.r.r.r.r.r.r.r.\
    s.s.s.s.s.s.s.s.s.s.t.t.t.t.t.t.t.t.u.u.u.u.u.u.u.u.u.u.v.v.v.v.\
    w.w.w.w.w.w.w.w.w.w.x.x.x.x.y.y.z.z.z.z.z.z.h.t.w.y.a.s.s.s.ss..\
    a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e.e.e.e.e.\
    e.e.e.e.e.e.e.e.i.i.i.i.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.o.\
    o.o.o.o.u.u.u.u.u.u.u.u.u.u.u.u.u.u.y.y.y.y.y.y.y.y.llllv.v.y.y.
    """.utf8)

  /// U+FB00 to U+FB06. `Folding` spells out the two that stand for three letters.
  private static let ligatures = Array("fffiflfffistst".utf8)
}
