/*
 * The workbench in the browser. It works without any of this but for selecting words; with it the next claim shows at
 * once and nothing jumps. Each module looks after one thing and is told of new content by "panes:shown".
 */
import "./panes.js";
import "./words.js";
import "./bare.js";
import "./picking.js";
import "./cards.js";
import "./drafts.js";
import "./choosing.js";
import "./correcting.js";
