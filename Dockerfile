# syntax=docker/dockerfile:1
# The same steps as `make setup`, in two stages: what builds is not in what runs.
#   docker build --tag permit-ocr .
#   docker build --tag permit-ocr:gpu --build-arg DEVICE=gpu .    # NVIDIA, CUDA libraries inside
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
RUN python3 -m venv /opt/permit-ocr
ENV PATH=/opt/permit-ocr/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements.lock ./
RUN pip install --require-hashes --requirement requirements.lock
COPY . .
RUN pip install --no-deps --no-build-isolation . && permit-ocr models fetch
ARG DEVICE=cpu
# The two wheels write the same folder. This one is not in the lock, which is for every machine.
RUN if [ "$DEVICE" = gpu ]; then \
        pip uninstall --yes onnxruntime && pip install "onnxruntime-gpu[cuda,cudnn]==1.31.1"; \
    fi

FROM ${BASE}
# OpenCV's wheel links the first two, paddlepaddle's the third. Versions are the distribution's, security fixes included.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgl1 libglib2.0-0 libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 permit-ocr
COPY --from=build /opt/permit-ocr /opt/permit-ocr
ARG DEVICE=cpu
ENV PATH=/opt/permit-ocr/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PERMIT_OCR_SERVER__HOST=0.0.0.0 \
    PERMIT_OCR_METRICS__HOST=0.0.0.0 \
    PERMIT_OCR_METRICS__PORT=9090 \
    PERMIT_OCR_MODELS__DEVICE=${DEVICE}
USER 10001
# The service, and its probes and metrics.
EXPOSE 8080 9090
HEALTHCHECK --interval=10s --timeout=3s --start-period=180s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/readyz', timeout=2)"]
ENTRYPOINT ["permit-ocr"]
CMD ["serve"]
