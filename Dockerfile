# The same steps as `make setup`, in two stages: what builds is not in what runs.
FROM python:3.11-slim AS build
RUN python -m venv /opt/permit-ocr
ENV PATH=/opt/permit-ocr/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements.lock ./
RUN pip install --require-hashes --requirement requirements.lock
COPY . .
RUN pip install --no-deps --no-build-isolation . && permit-ocr models fetch

FROM python:3.11-slim
# OpenCV's wheel links the first two, paddlepaddle's the third.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgl1 libglib2.0-0 libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 permit-ocr
COPY --from=build /opt/permit-ocr /opt/permit-ocr
ENV PATH=/opt/permit-ocr/bin:$PATH PYTHONUNBUFFERED=1 PERMIT_OCR_SERVER__HOST=0.0.0.0
USER permit-ocr
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/livez', timeout=2)"]
ENTRYPOINT ["permit-ocr"]
CMD ["serve"]
