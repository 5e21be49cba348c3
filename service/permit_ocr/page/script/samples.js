// Calls that get the vendor's answer from this service: the endpoint is all that differs from calling the vendor.

const python = (host, protocol) => `from base64 import b64encode
from pathlib import Path

from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.ocr.v20181119 import models, ocr_client

http = HttpProfile(protocol="${protocol.replace(":", "")}", endpoint="${host}")
client = ocr_client.OcrClient(Credential("SecretId", "SecretKey"), "", ClientProfile(httpProfile=http))

request = models.PermitOCRRequest()
request.ImageBase64 = b64encode(Path("permit.jpg").read_bytes()).decode()
request.CropPortrait = True
print(client.PermitOCR(request).to_json_string(ensure_ascii=False, indent=2))
`;

const node = (host, protocol) => `const { readFileSync } = require("node:fs");
const { Client } = require("tencentcloud-sdk-nodejs-ocr").ocr.v20181119;

const client = new Client({
  credential: { secretId: "SecretId", secretKey: "SecretKey" },
  profile: { httpProfile: { protocol: "${protocol}//", endpoint: "${host}" } },
});
const photo = readFileSync("permit.jpg").toString("base64");
client.PermitOCR({ ImageBase64: photo, CropPortrait: true }).then(console.log, console.error);
`;

const go = (host, protocol) => `p := profile.NewClientProfile()
p.HttpProfile.Scheme = "${protocol.replace(":", "").toUpperCase()}"
p.HttpProfile.Endpoint = "${host}"
client, err := ocr.NewClient(common.NewCredential("SecretId", "SecretKey"), "", p)

request := ocr.NewPermitOCRRequest()
request.ImageBase64 = common.StringPtr(photo)
request.CropPortrait = common.BoolPtr(true)
response, err := client.PermitOCR(request)
`;

const curl = (host, protocol) => `curl ${protocol}//${host}/v1/permits \\
  -H "Authorization: Bearer SecretId:SecretKey" \\
  -F image=@permit.jpg -F portrait=true
`;

export const SAMPLES = {
  python: { title: "Python SDK", text: python },
  node: { title: "Node.js SDK", text: node },
  go: { title: "Go SDK", text: go },
  curl: { title: "curl, all details", text: curl },
};
