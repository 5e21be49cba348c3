// Calls PermitOCR with a Tencent Cloud SDK for Node, "mainland" or "international": one JSON line in, one out.
// NODE_PATH tells where the SDK is; nothing of this project is used.
"use strict";
const readline = require("readline");

function mainland(call) {
  const { Client } = require("tencentcloud-sdk-nodejs-ocr").ocr.v20181119;
  const client = new Client({
    credential: { secretId: call.secret_id, secretKey: call.secret_key, token: call.token },
    region: call.region,
    profile: {
      signMethod: call.sign,
      language: call.language,
      httpProfile: { protocol: "http://", endpoint: call.endpoint, reqMethod: call.method || "POST" },
    },
  });
  return client.PermitOCR(call.parameters, { multipart: Boolean(call.multipart) });
}

function international(call) {
  const sdk = "tencentcloud-sdk-nodejs-intl-en/tencentcloud";
  const { Client, Models } = require(`${sdk}/ocr`).v20181119;
  const { ClientProfile, Credential, HttpProfile } = require(`${sdk}/common`);
  const http = new HttpProfile("http://", call.endpoint, call.method);
  const credential = new Credential(call.secret_id, call.secret_key, call.token);
  const client = new Client(credential, call.region, new ClientProfile(call.sign, http));
  const request = new Models.PermitOCRRequest();
  request.from_json_string(JSON.stringify(call.parameters));
  return new Promise((resolve, reject) => {
    client.PermitOCR(request, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

const makeCall = { mainland, international }[process.argv[2]];

async function outcome(call) {
  try {
    return await makeCall(call);
  } catch (error) {
    return { code: error.code, message: error.message, request_id: error.requestId, trace_id: error.traceId };
  }
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await outcome(JSON.parse(line))));
  }
}

main();
