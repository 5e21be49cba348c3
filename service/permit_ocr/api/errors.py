"""Every error that a client may see: one entry per vendor code, with the vendor's words in both languages.

Sources: messages of the common codes as the vendor's servers send them, where known; the PermitOCR codes with
the descriptions of the API page and of the Chinese SDK, which the servers send as messages. Messages may name
parameters; they never repeat values.
"""

from __future__ import annotations

from permit_ocr.api.error_entry import ErrorEntry
from permit_ocr.api.language import Language

_LONGEST_NAME = 64


class ApiError(Exception):
    """Ends a request with an entry of the table."""

    retry_after: int | None = None
    """After how many whole seconds it is worth another try, where that is known (RFC 9110, ``Retry-After``)."""

    def __init__(self, entry: ErrorEntry, **blanks: str) -> None:
        super().__init__(entry.code)
        self.entry = entry
        self._blanks = {name: _printable(value) for name, value in blanks.items()}

    def to_be_retried_after(self, seconds: int) -> ApiError:
        """The same error, which says when it is worth another try."""
        self.retry_after = seconds
        return self

    @property
    def code(self) -> str:
        """The vendor code."""
        return self.entry.code

    def message(self, language: Language | None) -> str:
        """The message in the language asked for."""
        chinese = (language or self.entry.unasked) is Language.CHINESE
        return (self.entry.chinese if chinese else self.entry.english).format(**self._blanks)


def _printable(name: str) -> str:
    # Names of parameters, actions and versions come from the client.
    kept = "".join(character for character in name if " " <= character <= "~")
    return kept[:_LONGEST_NAME]


def _ocr(code: str, english: str, chinese: str) -> ErrorEntry:
    return ErrorEntry(code, english, chinese, unasked=Language.CHINESE)


# Common codes

UNSUPPORTED_PROTOCOL = ErrorEntry(
    "UnsupportedProtocol",
    "The request protocol is not supported: send a POST with Content-Type application/json, or a GET.",
    "不支持该请求协议，请使用 POST 方法（Content-Type 为 application/json）或 GET 方法。",
)
NO_FILES_TAKEN = UNSUPPORTED_PROTOCOL.saying(
    "PermitOCR takes neither multipart/form-data nor application/octet-stream; send ImageBase64 in application/json.",
    "PermitOCR 不支持 multipart/form-data 和 application/octet-stream，请使用 application/json 传递 ImageBase64。",
)
TC3_NEEDS_JSON = UNSUPPORTED_PROTOCOL.saying(
    "A POST signed with TC3-HMAC-SHA256 needs Content-Type application/json.",
    "使用 TC3-HMAC-SHA256 签名的 POST 请求，Content-Type 应为 application/json。",
)
BODY_TOO_LATE = ErrorEntry("FailedOperation", "The request body did not arrive in time.", "请求体未在规定时间内到达。")
RESOURCE_NOT_FOUND = ErrorEntry(
    "ResourceNotFound", "There is nothing at this path; the API is at `/`.", "该路径不存在，接口路径为 `/`。"
)
REQUEST_SIZE_LIMIT_EXCEEDED = ErrorEntry(
    "RequestSizeLimitExceeded", "The request exceeds the size limit.", "请求包超过限制大小。"
)
QUERY_TOO_LONG = REQUEST_SIZE_LIMIT_EXCEEDED.because(
    "A GET request may have 32 KB; send a POST.", "GET 请求不得超过 32 KB，请使用 POST 方法。"
)
MISSING_PARAMETER = ErrorEntry(
    "MissingParameter",
    "The request is missing a required parameter `{name}`.",
    "请求缺少必选参数 `{name}`。",
)
NO_SUCH_VERSION = ErrorEntry(
    "NoSuchVersion",
    "The specified api version=`{version}` does not exist in service=`ocr`.",
    "服务 `ocr` 不存在接口版本 `{version}`。",
)
INVALID_ACTION = ErrorEntry(
    "InvalidAction",
    "The request action=`{action}` is invalid or not found in service=`ocr` and version=`{version}`.",
    "服务 `ocr` 的版本 `{version}` 中不存在接口 `{action}`。",
)
INVALID_AUTHORIZATION = ErrorEntry(
    "AuthFailure.InvalidAuthorization",
    "The request `Authorization` header does not conform to tencentcloud standards: {problem} not valid.",
    "请求头部的 `Authorization` 不符合腾讯云标准：{problem} 无效。",
)
SECRET_ID_NOT_FOUND = ErrorEntry(
    "AuthFailure.SecretIdNotFound",
    "The SecretId is not found, please ensure that your SecretId is correct.",
    "密钥不存在，请确认您的 SecretId 正确。",
)
SIGNATURE_EXPIRE = ErrorEntry(
    "AuthFailure.SignatureExpire",
    "The signature has expired: Timestamp and server time cannot differ by more than five minutes.",
    "签名过期：Timestamp 和服务器时间相差不得超过五分钟。",
)
SIGNATURE_FAILURE = ErrorEntry(
    "AuthFailure.SignatureFailure",
    "The provided credentials could not be validated. Please check your signature is correct.",
    "请求签名验证失败，请检查您的签名计算是否正确。",
)
FORM_TOO_LARGE = SIGNATURE_FAILURE.saying(
    "The provided credentials could not be validated because of exceeding request size limit, "
    "please use new signature method `TC3-HMAC-SHA256`.",
    "由于请求包大小超过限制，请求签名验证失败，请使用新的签名方法 `TC3-HMAC-SHA256`。",
)
TC3_ONLY = SIGNATURE_FAILURE.saying(
    "This service accepts the signature method `TC3-HMAC-SHA256` alone.", "该服务仅接受签名方法 `TC3-HMAC-SHA256`。"
)
INVALID_PARAMETER = ErrorEntry(
    "InvalidParameter",
    "The value type of parameter `{name}` is not valid.",
    "参数 `{name}` 取值类型错误。参数类型应为 `{type}`。",
)
MALFORMED_BODY = INVALID_PARAMETER.saying(
    "The request body is not a valid JSON object.", "请求体不是有效的 JSON 对象。"
)
REPEATED_PARAMETER = INVALID_PARAMETER.saying("The parameter `{name}` is given more than once.", "参数 `{name}` 重复。")
TOO_MANY_PARAMETERS = INVALID_PARAMETER.saying("The request has too many parameters.", "请求参数过多。")
INVALID_PARAMETER_VALUE = ErrorEntry(
    "InvalidParameterValue",
    "The value specified in the parameter `{name}` is not valid.",
    "参数 `{name}` 取值错误。",
)
UNKNOWN_PARAMETER = ErrorEntry(
    "UnknownParameter", "The parameter `{name}` is not recognized.", "无法识别参数 `{name}`。"
)
REQUEST_LIMIT_EXCEEDED = ErrorEntry(
    "RequestLimitExceeded",
    "Your current request times equals to `{count}` in a second, which exceeds the frequency limit `{limit}` "
    "for a second. Please reduce the frequency of calls.",
    "您当前每秒请求 `{count}` 次，超过了每秒频率上限 `{limit}`，请稍后重试。",
)
RATE_UNKNOWN = REQUEST_LIMIT_EXCEEDED.saying(
    "The frequency of calls cannot be determined at the moment. Please try again later.",
    "暂时无法确定请求频率，请稍后重试。",
)
BUSY = REQUEST_LIMIT_EXCEEDED.saying(
    "All workers are busy and too many requests wait already. Please try again later.",
    "服务繁忙，等待处理的请求过多，请稍后重试。",
)

# Codes of PermitOCR

DOWNLOAD_ERROR = _ocr("FailedOperation.DownLoadError", "File download failed.", "文件下载失败。").because(
    "ImageUrl must lead to a picture that the service may fetch.", "请确认 ImageUrl 指向本服务可访问的图片。"
)
_UNDECODED = _ocr("FailedOperation.ImageDecodeFailed", "Image decoding failed.", "图片解码失败。")
IMAGE_DECODE_FAILED = _UNDECODED.because("Send a whole PNG or JPEG picture.", "请上传完整的 PNG 或 JPG 图片。")
NOT_BASE64 = _UNDECODED.because("ImageBase64 must be a picture in Base64.", "ImageBase64 应为图片的 Base64 编码。")
TOO_MANY_PIXELS = _UNDECODED.because(
    "The picture has too many pixels: send a smaller one.", "图片像素过大，请缩小后上传。"
)
OCR_FAILED = _ocr("FailedOperation.OcrFailed", "OCR recognition failed.", "OCR识别失败。")
NO_PERMIT_FOUND = OCR_FAILED.because(
    "No permit was found in the picture: it must show the front of a permit card.",
    "图片中未找到通行证，请上传通行证卡片正面照片。",
)
READ_TOO_SLOWLY = OCR_FAILED.because("Reading the picture took too long.", "图片识别超时。")
READ_TOO_LARGE = OCR_FAILED.because("Reading the picture took too much memory.", "图片识别占用内存过多。")
READ_CRASHED = OCR_FAILED.because("Reading the picture failed repeatedly.", "图片识别多次异常中断。")
UNKNOWN_ERROR = _ocr("FailedOperation.UnKnowError", "Unknown error.", "未知错误。")
UN_OPEN_ERROR = _ocr("FailedOperation.UnOpenError", "The service is not activated.", "服务未开通。")
PARAMETER_VALUE_LIMIT = _ocr(
    "InvalidParameterValue.InvalidParameterValueLimit", "Incorrect parameter value.", "参数值错误。"
)
NO_IMAGE_GIVEN = PARAMETER_VALUE_LIMIT.because(
    "Either ImageUrl or ImageBase64 must be provided.", "ImageUrl 和 ImageBase64 必须提供一个。"
)
TOO_LARGE_FILE = _ocr("LimitExceeded.TooLargeFileError", "File content too large.", "文件内容太大。")
IN_ARREARS = _ocr("ResourceUnavailable.InArrears", "The account is in arrears.", "账号已欠费。")
CHARGE_STATUS_EXCEPTION = _ocr(
    "ResourcesSoldOut.ChargeStatusException", "Exceptional billing status.", "计费状态异常。"
)
