// Documents that are made up, the same each time.

const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const ENGLISH =
  "data protection spectrum licence licences policy policies operator operators broadband fibre network networks regulator regulation regulations regulatory telecom telecoms telecommunications competition consumer children’s charge charges roaming mobile fixed satellite market markets auction auctions 4.089 1,234 5G 6G e-commerce cross-border Wi-Fi authority authorities minister ministry cabinet consultation deadline fine fines penalty penalties merger mergers tower towers station stations base price prices".split(" ");
const CHINESE =
  "增值 电信 业务 经营 许可 宽带 接入 基站 数据 保护 网络 安全 频谱 拍卖 运营 商 监管 规定 条例 办法 征求 意见 工业 和 信息 化 部 通信 管理 局 用户 权益 5G 6G 卫星 互联网 人工 智能 跨境 流动 试点 开放 外资 股比 移动 固定 资费 携号 转网 漫游 一 二 的 在 是 𠮷 㐂".split(" ");
export const TOPICS = ["telecoms", "data", "satellites"];
export const AGENCIES = ["miit", "fcc"];

export function briefings(lang, count, seed = 1) {
  const next = random(seed);
  const words = lang === "en" ? ENGLISH : CHINESE;
  const pick = (list) => list[Math.floor(next() * list.length)];
  const often = () => words[Math.min(words.length - 1, Math.floor(words.length * next() ** 1.7))];
  const join = lang === "en" ? " " : "";
  const sentence = (n) => Array.from({ length: n }, often).join(join);
  const text = () => {
    const some = Array.from({ length: 2 + Math.floor(next() * 4) }, () => sentence(8 + Math.floor(next() * 10)) + (lang === "en" ? "." : "。"));
    return next() < 0.5 ? some.join(lang === "en" ? " " : "") : some.join("\n");
  };
  return Array.from({ length: count }, (_, i) => {
    const month = Math.floor((i * 30) / count); // from January 2022
    const group = `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
    const own = [`topic:${pick(TOPICS)}`, `agency:${pick(AGENCIES)}`, `jurisdiction:${pick(["cn", "us"])}`, `kind:${pick(["letter", "press-conference"])}`];
    return {
      group,
      url: `/briefings/${lang}/${i}/`,
      title: sentence(lang === "en" ? 3 : 4),
      date: `${group}-${String(1 + (i % 28)).padStart(2, "0")}`,
      kind: lang === "en" ? "Letter" : "来函",
      summary: sentence(8),
      points: [sentence(4), sentence(4)],
      text: text(),
      facets: [...new Set(own)].sort(),
    };
  });
}

export const things = (lang) =>
  ["indicators", "terms"].flatMap((group) =>
    [0, 1, 2, 3, 4].map((i) => ({
      group,
      url: `/${group}/${i}/`,
      title: lang === "en" ? `Broadband ${group} ${i}` : `宽带接入${i}`,
      date: "",
      kind: group,
      summary: lang === "en" ? "Number of broadband subscriptions" : "宽带用户数",
      points: [],
      text: lang === "en" ? "It counts base stations and 4.089 others." : "统计5G基站。",
      facets: [`kind:${group}`],
    })),
  );
