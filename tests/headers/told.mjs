// What others make of the headers, as JSON: Mozilla's Observatory of a running site, and the parsers of Netlify and Vercel of the files.
// Started beside node_modules. Its scanner asks for the usual ports only, so its steps are taken here one by one (src/scanner/index.js).
import { readFile, writeFile } from "node:fs/promises";

const [, , what, ...given] = process.argv;
const OBSERVATORY = new URL("node_modules/@mdn/mdn-http-observatory/", import.meta.url);
const of = (path) => import(new URL(`src/${path}`, OBSERVATORY));

const ASK = {
  async observatory(httpPort, httpsPort) {
    await writeFile(new URL("conf/hsts-preload.json", OBSERVATORY), "{}"); // as if no browser knew the site before
    const { retrieve } = await of("retriever/retriever.js");
    const { ALL_TESTS } = await of("constants.js");
    const { getGradeForScore, getScoreModifier } = await of("grader/grader.js");
    const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await of("grader/charts.js");
    const seen = await retrieve("localhost", { httpPort, httpsPort });
    const results = ALL_TESTS.map((test) => test(seen));
    const marks = results.map(({ result }) => getScoreModifier(result));
    const sum = (some) => some.reduce((one, other) => one + other, 100);
    const plain = sum(marks.filter((mark) => mark < 0));
    const { grade, score } = getGradeForScore(plain >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(marks) : plain);
    const tests = Object.fromEntries(results.map((one, i) => [one.constructor.name, [one.pass, one.result, marks[i]]]));
    return { grade, score, tests };
  },

  async netlify(file) {
    const { parseAllHeaders } = await import("@netlify/headers-parser");
    return parseAllHeaders({ headersFiles: [file], configHeaders: [], minimal: true });
  },

  async vercel(file) {
    const { getTransformedRoutes } = await import("@vercel/routing-utils");
    return getTransformedRoutes(JSON.parse(await readFile(file, "utf-8")));
  },
};

console.log(JSON.stringify(await ASK[what](...given)));
