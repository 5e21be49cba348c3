"""The Helm chart, rendered by Helm's own code and held against the schemas of Kubernetes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import helm_python as helm
import kubernetes_validate
import pytest
import yaml

from permit_ocr.settings import Settings, variable_names
from permit_ocr.version import installed_version

CHART = Path(__file__).parents[2] / "deploy" / "helm" / "permit-ocr"
EVERYTHING = {
    "ingress": {"enabled": True, "className": "nginx", "tlsSecret": "tls", "annotations": {"a": "b"}},
    "serviceMonitor": {"enabled": True, "labels": {"release": "prometheus"}},
    "settings": {"PERMIT_OCR_WARNINGS__POLICY": "strict", "PERMIT_OCR_LIMITS__QUEUE": 32},
    "networkPolicy": {
        "clients": [{"namespaceSelector": {"matchLabels": {"name": "apps"}}}],
        "egress": [{"to": [{"ipBlock": {"cidr": "10.0.0.7/32"}}], "ports": [{"port": 6379, "protocol": "TCP"}]}],
    },
    "imagePullSecrets": [{"name": "registry"}],
    "nodeSelector": {"gpu": "true"},
    "tolerations": [{"key": "gpu", "operator": "Exists"}],
    "affinity": {"nodeAffinity": {}},
    "runtimeClassName": "nvidia",
    "podAnnotations": {"a": "b"},
    "serviceAccount": {"annotations": {"a": "b"}},
    "service": {"annotations": {"a": "b"}, "type": "LoadBalancer"},
}
LEAST = {"autoscaling": {"enabled": False}, "networkPolicy": {"enabled": False}}
OLDEST, NEWEST = "1.25", "1.37"


def _rendered(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    with helm.Chart.load(str(CHART)) as chart:
        texts = chart.render(values, name="demo", namespace="prod")
    return {f"{found['kind']} {found['metadata']['name']}": found for found in _objects(texts)}


def _objects(texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    for name, text in texts.items():
        if name.endswith(".yaml"):
            yield from filter(None, yaml.safe_load_all(text))


def _pod(values: dict[str, Any]) -> dict[str, Any]:
    return _rendered(values)["Deployment demo-permit-ocr"]["spec"]["template"]["spec"]


def test_helm_finds_no_fault() -> None:
    found = helm.lint(str(CHART))
    assert found["errors"] == []
    assert [message["error"] for message in found["messages"]] == ["icon is recommended"]


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("values", [{}, EVERYTHING, LEAST], ids=["default", "everything", "least"])
def test_kubernetes_takes_what_is_rendered(values: dict[str, Any], version: str) -> None:
    for found in _rendered(values).values():
        if found["kind"] != "ServiceMonitor":  # the operator's own, of which Kubernetes knows nothing
            kubernetes_validate.validate(found, version, strict=True)


@pytest.mark.parametrize("values", [
    {"workres": 4},
    {"workers": 0},
    {"settings": {"PERMIT_OCR_CREDENTIALS": "AKID:key"}},
    {"settings": {"PERMIT_OCR_RATE_LIMIT__REDIS_URL": "redis://:secret@redis"}},
    {"settings": {"PATH": "/"}},
    {"ingress": {"enabled": True}},
    {"existingSecret": ""},
])  # fmt: skip
def test_values_that_are_misspelt_or_secret_or_unsafe_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(helm.HelmValuesError):
        _rendered(values)


def test_the_pod_may_do_next_to_nothing() -> None:
    pod = _pod({})
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert pod["automountServiceAccountToken"] is False
    assert "hostNetwork" not in pod
    assert all("emptyDir" in volume for volume in pod["volumes"])


def test_probes_ask_the_port_that_answers_while_the_service_starts_and_ends() -> None:
    (container,) = _pod({})["containers"]
    probes = {name: container[name]["httpGet"] for name in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert {probe["port"] for probe in probes.values()} == {"metrics"}
    assert probes["readinessProbe"]["path"] == "/readyz"
    assert probes["livenessProbe"]["path"] == "/livez"


def test_no_variable_of_a_neighbour_stops_the_service() -> None:
    """Kubernetes sets NAME_SERVICE_HOST for every service, and unknown PERMIT_OCR_* variables are refused."""
    assert _pod({})["enableServiceLinks"] is False


def test_variables_are_settings_and_secrets_come_from_a_secret() -> None:
    (container,) = _pod(EVERYTHING)["containers"]
    assert {variable["name"] for variable in container["env"]} <= set(variable_names(Settings))
    assert container["envFrom"] == [{"secretRef": {"name": "permit-ocr"}}]
    assert "Secret" not in {name.split()[0] for name in _rendered(EVERYTHING)}


def test_the_metrics_have_a_service_of_their_own_that_no_ingress_shows() -> None:
    found = _rendered(EVERYTHING)
    assert [port["port"] for port in found["Service demo-permit-ocr"]["spec"]["ports"]] == [80]
    assert [port["port"] for port in found["Service demo-permit-ocr-metrics"]["spec"]["ports"]] == [9090]
    wanted = found["ServiceMonitor demo-permit-ocr"]["spec"]["selector"]["matchLabels"]
    assert wanted.items() <= found["Service demo-permit-ocr-metrics"]["metadata"]["labels"].items()
    assert not wanted.items() <= found["Service demo-permit-ocr"]["metadata"]["labels"].items()


def test_nothing_leaves_but_questions_for_names() -> None:
    (rule,) = _rendered({})["NetworkPolicy demo-permit-ocr"]["spec"]["egress"]
    assert {port["port"] for port in rule["ports"]} == {53}


def test_the_chart_has_the_version_of_the_project() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text("utf-8"))
    assert chart["appVersion"] == installed_version()
