"""The rest of the table in errors.py: common codes for which nothing here gives cause.

Source: the vendor's page "Common Error Codes". They are here so that no code of the contract is missing.
"""

from __future__ import annotations

from permit_ocr.api.error_entry import ErrorEntry

UNUSED_COMMON_CODES = (
    ErrorEntry("ActionOffline", "This API has been deprecated.", "接口已下线。"),
    ErrorEntry("AuthFailure.InvalidSecretId", "Invalid key (not a TencentCloud API key type).", "密钥非法。"),
    ErrorEntry("AuthFailure.MFAFailure", "MFA failed.", "MFA 错误。"),
    ErrorEntry("AuthFailure.TokenFailure", "Invalid token.", "token 错误。"),
    ErrorEntry("AuthFailure.UnauthorizedOperation", "The request is not authorized.", "请求未授权。"),
    ErrorEntry("DryRunOperation", "DryRun operation: the request would have succeeded.", "DryRun 操作，请求将会成功。"),
    ErrorEntry("InternalError", "Internal error.", "内部错误。"),
    ErrorEntry(
        "InvalidRequest", "The multipart format of the request body is incorrect.", "请求 body 的 multipart 格式错误。"
    ),
    ErrorEntry("IpInBlacklist", "Your IP is in the blacklist.", "IP 地址在黑名单中。"),
    ErrorEntry("IpNotInWhitelist", "Your IP is not in the whitelist.", "IP 地址不在白名单中。"),
    ErrorEntry("LimitExceeded", "Quota limit exceeded.", "超过配额限制。"),
    ErrorEntry("NoSuchProduct", "The product does not exist.", "产品不存在。"),
    ErrorEntry(
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
        "The number of requests exceeds the frequency limit of the account.",
        "主账号超过频率限制。",
    ),
    ErrorEntry(
        "RequestLimitExceeded.IPLimitExceeded", "The number of requests of the IP exceeds the limit.", "IP 限频。"
    ),
    ErrorEntry(
        "RequestLimitExceeded.UinLimitExceeded",
        "The number of requests of the account exceeds the limit.",
        "主账号限频。",
    ),
    ErrorEntry("ResourceInUse", "The resource is in use.", "资源被占用。"),
    ErrorEntry("ResourceInsufficient", "Insufficient resources.", "资源不足。"),
    ErrorEntry("ResourceUnavailable", "The resource is unavailable.", "资源不可用。"),
    ErrorEntry("ResponseSizeLimitExceeded", "The response exceeds the size limit.", "返回包超过限制大小。"),
    ErrorEntry("ServiceUnavailable", "The service is temporarily unavailable.", "当前服务暂时不可用。"),
    ErrorEntry("UnauthorizedOperation", "Unauthorized operation.", "未授权操作。"),
    ErrorEntry("UnsupportedOperation", "Unsupported operation.", "操作不支持。"),
    ErrorEntry("UnsupportedRegion", "The API does not support the requested region.", "接口不支持所传地域。"),
)
